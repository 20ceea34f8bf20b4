"""Whether the data has stopped: the wall clock against as_of, which no model can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.incidents.finding import Finding
from org_funnels.quality.wording import duration
from org_funnels.warehouse.project import package_variable

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

CHECK_NAME = "as_of"
STALE = "stale"

_SETTING = "max_pending_hours"
_DEFAULT_HOURS = 24
_HOUR = 3600


def staleness(as_of: datetime | None, now: datetime, limit_hours: int) -> tuple[Finding, ...]:
    """A finding where the newest data of the whole warehouse is older than anybody waits."""
    if as_of is None or (behind := (now - as_of).total_seconds()) <= limit_hours * _HOUR:
        return ()
    return (
        Finding(
            check_name=CHECK_NAME,
            subject="warehouse",
            reason=STALE,
            severity="critical",
            owner="",
            headline=f"The warehouse is stale: nothing has been loaded for {duration(int(behind))}",
            details=(
                f"Its newest row was loaded at {as_of:%Y-%m-%d %H:%M} UTC; neither events nor "
                f"production have come since. What the checks say ends there.",
                "Look at what loads the raw tables, then run `org-funnels run`.",
            ),
        ),
    )


def limit_hours(project_dir: Path) -> int:
    """`max_pending_hours` as the project sets it, else what the package has."""
    value = package_variable(project_dir, _SETTING, _DEFAULT_HOURS)
    if not isinstance(value, int) or value < 1:
        message = (
            f"{project_dir / 'dbt_project.yml'} has {_SETTING} {value!r}, and it must be a whole "
            f"number of hours, 1 or more."
        )
        raise UserError(message)
    return value
