"""Whether the event sources are fresh: what `dbt source freshness` read, by the run's own clock.

A source is as fresh as its freshest raw table: one that is hardly used, or that was replaced, is
old without harm. Whether one table of many has died is for the checks of raw tables to say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from org_funnels.incidents.finding import CHECK_BROKEN, Finding, Severity
from org_funnels.incidents.wording import moment
from org_funnels.runs.build import is_written_since, target_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

CHECK_NAME = "source_freshness"
STALE = "source_stale"

State = Literal["fresh", "warning", "critical", "unknown"]

_UNITS = {"minute": "minutes", "hour": "hours", "day": "days"}


@dataclass(frozen=True)
class Freshness:
    """An event source: when its newest row was loaded, and what that means."""

    source: str
    state: State
    loaded_at: datetime | None


def read_freshness(
    project_dir: Path, sources: Mapping[str, str], begun_at: float, now: datetime
) -> list[Freshness]:
    """The sources that dbt looked at, by name.

    sources: our names of the sources by dbt's. Nothing where dbt has written nothing since
    `begun_at`: no source has a freshness, or dbt could not read the project, which the build says.
    """
    path = target_path(project_dir) / "sources.json"
    if not is_written_since(path, begun_at):
        return []
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in json.loads(path.read_text(encoding="utf-8"))["results"]:
        name = str(one["unique_id"]).split(".")[2]
        if name in sources:
            tables[sources[name]].append(one)
    return [_freshness(name, tables[name], now) for name in sorted(tables)]


def freshness_findings(states: Iterable[Freshness]) -> tuple[Finding, ...]:
    """A finding for each source that is not fresh, or of which nobody can tell."""
    return tuple(_findings(states))


def _freshness(source: str, tables: Iterable[Mapping[str, Any]], now: datetime) -> Freshness:
    """What dbt could not read has no time; an empty table neither."""
    read = [one for one in tables if one.get("max_loaded_at")]
    if not read:
        return Freshness(source, "unknown", None)
    newest = max(read, key=_loaded_at)
    return Freshness(
        source, _state(newest["criteria"], now - _loaded_at(newest)), _loaded_at(newest)
    )


def _loaded_at(table: Mapping[str, Any]) -> datetime:
    """In UTC without a zone. dbt writes `+00:00Z` behind a time that had a zone already."""
    text = str(table["max_loaded_at"]).removesuffix("Z")
    found = datetime.fromisoformat(text)
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def _state(criteria: Mapping[str, Any], age: timedelta) -> State:
    if _is_older(age, criteria.get("error_after")):
        return "critical"
    return "warning" if _is_older(age, criteria.get("warn_after")) else "fresh"


def _is_older(age: timedelta, limit: Mapping[str, Any] | None) -> bool:
    """Dbt leaves out the limit that a source does not have, or its parts."""
    if not limit or not limit.get("count") or not limit.get("period"):
        return False
    return age > timedelta(**{_UNITS[limit["period"]]: limit["count"]})


def _findings(states: Iterable[Freshness]) -> Iterator[Finding]:
    for one in states:
        match one.state:
            case "unknown":
                yield _unknown(one.source)
            case "warning" | "critical":
                yield _stale(one, one.state)
            case "fresh":
                pass


def _stale(found: Freshness, severity: Severity) -> Finding:
    since = moment(found.loaded_at) if found.loaded_at else "no time"
    return Finding(
        check_name=CHECK_NAME,
        subject=found.source,
        reason=STALE,
        severity=severity,
        owner="",
        headline=f"Source {found.source} is stale: its newest row was loaded at {since}",
        details=("Look at what loads its raw tables.",),
        source=found.source,
        source_is_silent=severity == "critical",
    )


def _unknown(source: str) -> Finding:
    return Finding(
        check_name=CHECK_NAME,
        subject=source,
        reason=CHECK_BROKEN,
        severity="critical",
        owner="",
        headline=f"Check broken: the freshness of source {source} could not be read",
        details=("Run `dbt source freshness`: it says why.",),
    )
