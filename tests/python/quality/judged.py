"""A project of nothing but the reconciliation models, over rows that a test makes up.

Built by dbt, so that what is judged goes the whole way: rows and events, keys, windows, decisions.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

_ROOT = Path(__file__).parents[3]
_MODELS = (
    "intermediate/int_plan__reconciliations.sql",
    "intermediate/int_reconciliations__*.sql",
    "marts/quality/reconciliation.sql",
    "marts/quality/reconciliation_missing_keys.sql",
)

_PROJECT = f"""
name: org_funnels
version: 0.1.0
profile: judged
macro-paths: ['{_ROOT / "macros"}']
flags: {{send_anonymous_usage_stats: false}}
models: {{+materialized: table}}
vars:
  planned_reconciliations_model: plan
  reconciled_keys_model: reconciled_keys
  max_pending_hours: 24
"""

# What dbt would guess from the text, and what it would guess wrong where a column is empty.
_TYPES = {
    "is_internal": "boolean",
    "is_auto": "boolean",
    "created_at": "timestamp",
    "occurred_at": "timestamp",
    "loaded_at": "timestamp",
    "as_of": "timestamp",
    "effective_from": "date",
    "min_missing": "integer",
    "max_pending_seconds": "bigint",
    "pad_seconds": "bigint",
    "target_rate": "numeric(18,6)",
    "critical_below": "numeric(18,6)",
    "alpha": "numeric(18,6)",
    "early_alpha": "numeric(18,6)",
    "duplicate_limit": "numeric(18,6)",
    "orphan_limit": "numeric(18,6)",
}

_EVENTS = """
select 'event' as disposition, *, '{}' as properties
from {{ ref('events') }}
"""

# One name, so that a check may have as many stories as it likes.
_PEOPLE = "select * from {{{{ ref('production') }}}} where check_name = '{name}'"

_KEYS = """
{{{{ org_funnels.reconciled_keys(
    check_name='{name}', match='{match}', production_model=ref('people_{name}'),
    production_key={key}, production_at='created_at', production_where=[], has_internal=true,
    event_name='{name}-done', event_key={key}, timezone='{timezone}', dimensions=['browser'],
    pad_seconds={pad}
) }}}}
"""

_CLOCKS = {
    "int_as_of": "select as_of from {{ ref('clock') }}",
    "int_production__loaded_at": "select as_of as loaded_at from {{ ref('clock') }}",
    "int_events__raw_counts": "select 'web' as source, as_of as last_loaded_at "
    "from {{ ref('clock') }}",
    "int_events__dispositions": _EVENTS,
    # what counts alone are compared with
    "fct_events": "select *, false as is_internal from {{ ref('int_events__dispositions') }}",
}


@dataclass(frozen=True)
class Planned:
    """A check, as the tracking plan's seed has it. Without rates it follows its own past."""

    check_name: str
    timezone: str = "UTC"
    match: str = "key"
    is_auto: bool = False
    pad_seconds: int | None = None

    @property
    def row(self) -> dict[str, Any]:
        """Its line of the seed."""
        return {
            "check_name": self.check_name,
            "title": self.check_name,
            "owner": "growth",
            "production_model": "people",
            "production_key": "user_id",
            "event_name": f"{self.check_name}-done",
            "event_key": "user_id",
            "event_sources": "web",
            "match": self.match,
            "timezone": self.timezone,
            "is_auto": self.is_auto,
            "target_rate": "" if self.is_auto else 0.97,
            "critical_below": "" if self.is_auto else 0.95,
            "alpha": 0.001,
            "early_alpha": 0.0001,
            "min_missing": 3,
            "duplicate_limit": 0.02,
            "orphan_limit": 0.01,
            "max_pending_seconds": "",
            "effective_from": "",
            "pad_seconds": self.pad_seconds,
            "dimensions": "browser",
        }


@dataclass(frozen=True)
class Person:
    """A row of production, which must have caused an event of its check."""

    check_name: str
    user_id: str
    created_at: datetime
    is_internal: bool = False
    attributes: str = "{}"


@dataclass(frozen=True)
class Event:
    """An event that was loaded."""

    event_name: str
    event_id: str
    user_id: str
    occurred_at: datetime
    loaded_at: datetime


def write_project(
    folder: Path,
    checks: Sequence[Planned],
    rows: tuple[Iterable[Person], Iterable[Event]],
    as_of: datetime,
) -> None:
    """The models as they are in the repository, and what they read."""
    people, events = rows
    (folder / "models").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "dbt_project.yml").write_text(_PROJECT)
    for pattern in _MODELS:
        for path in (_ROOT / "models").glob(pattern):
            shutil.copy(path, folder / "models")
    _seed(folder, "plan", list(checks[0].row), [check.row.values() for check in checks])
    _seed(folder, "production", _names(Person), map(astuple, people))
    _seed(folder, "events", _names(Event), map(astuple, events))
    _seed(folder, "clock", ["as_of"], [[as_of]])
    for name, sql in {**_CLOCKS, **_checks(checks)}.items():
        (folder / "models" / f"{name}.sql").write_text(sql)


def build(folder: Path, output: str) -> None:
    """Everything, on the engine of a profile's output, a mapping in YAML."""
    profile = f"judged:\n  target: it\n  outputs:\n    it: {output}\n"
    (folder / "profiles.yml").write_text(profile)
    done = subprocess.run(
        [Path(sys.executable).parent / "dbt", "build", "--quiet"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DBT_PROFILES_DIR": str(folder)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _checks(checks: Iterable[Planned]) -> dict[str, str]:
    models = {}
    for check in checks:
        name, match = check.check_name, check.match
        key = "none" if match == "count" else "'user_id'"
        models[f"people_{name}"] = _PEOPLE.format(name=name)
        models[f"keys_{name}"] = _KEYS.format(
            name=name,
            match=match,
            key=key,
            timezone=check.timezone,
            pad=check.pad_seconds or "none",
        )
    keys = ", ".join(f"ref('keys_{check.check_name}')" for check in checks)
    return {**models, "reconciled_keys": f"{{{{ org_funnels.union_reconciled_keys([{keys}]) }}}}"}


def _names(kind: type[Person | Event]) -> list[str]:
    return [field.name for field in fields(kind)]


def _seed(folder: Path, name: str, header: list[str], rows: Iterable[Iterable[Any]]) -> None:
    with (folder / "seeds" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    types = "\n".join(f"        {column}: {_TYPES.get(column, 'text')}" for column in header)
    (folder / "seeds" / f"{name}.yml").write_text(
        f"seeds:\n  - name: {name}\n    config:\n      column_types:\n{types}\n"
    )
