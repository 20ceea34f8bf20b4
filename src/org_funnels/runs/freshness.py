"""Whether the event sources are fresh, by dbt's own `source freshness`.

A source is as fresh as its freshest raw table: one that is hardly used, or that was replaced, is
old without harm. Whether one table of many has died is for the checks of raw tables to say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from org_funnels.incidents.finding import CHECK_BROKEN, Finding, Severity
from org_funnels.runs.build import target_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

CHECK_NAME = "source_freshness"
STALE = "source_stale"

# dbt's states, the best first. What it could not read is no news where it could read another.
_STATES = ("pass", "warn", "error", "runtime error")
_SEVERITIES: dict[str, Severity] = {"warn": "warning", "error": "critical"}


def read_freshness(
    project_dir: Path, sources: Mapping[str, str], begun_at: float
) -> dict[str, tuple[str, str]]:
    """The best state of each source's tables, with when its newest row was loaded.

    sources: our names of the sources by dbt's. Nothing where dbt has written nothing since
    `begun_at`: no source has a freshness, or dbt could not read the project, which the build says.
    """
    path = target_path(project_dir) / "sources.json"
    if not path.is_file() or path.stat().st_mtime < begun_at:
        return {}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in json.loads(path.read_text(encoding="utf-8"))["results"]:
        name = str(one["unique_id"]).split(".")[2]
        if name in sources:
            loaded_at = str(one.get("max_loaded_at") or "")
            found[sources[name]].append((one["status"], loaded_at))
    return {name: _best(tables) for name, tables in found.items()}


def freshness_findings(states: Mapping[str, tuple[str, str]]) -> tuple[Finding, ...]:
    """A finding for each source that is not fresh, or of which nobody can tell."""
    return tuple(_findings(states))


def _best(tables: Iterable[tuple[str, str]]) -> tuple[str, str]:
    listed = list(tables)
    state = min((state for state, _ in listed), key=_STATES.index)
    return state, max(loaded_at for _, loaded_at in listed)


def _findings(states: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    for source, (state, loaded_at) in sorted(states.items()):
        if state == "runtime error":
            yield _unknown(source)
        elif state in _SEVERITIES:
            yield _stale(source, _SEVERITIES[state], loaded_at)


def _stale(source: str, severity: Severity, loaded_at: str) -> Finding:
    since = f"{loaded_at[:10]} {loaded_at[11:16]} UTC"
    return Finding(
        check_name=CHECK_NAME,
        subject=source,
        reason=STALE,
        severity=severity,
        owner="",
        headline=f"Source {source} is stale: its newest row was loaded at {since}",
        details=("Look at what loads its raw tables.",),
        source=source,
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
