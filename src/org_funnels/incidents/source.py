"""The incident of a whole event source, which takes in what each of its checks would say alone."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from org_funnels.incidents.incident import open_source_incident

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from org_funnels.incidents.finding import Finding
    from org_funnels.incidents.good_days import GoodDays
    from org_funnels.incidents.incident import Incident

# So many checks of one source that fail at one time are the source's trouble, not theirs.
_CHECKS_OF_A_SOURCE = 3

_Days = tuple["date", ...]


def of_sources(
    running: Iterable[Incident],
    findings: Iterable[Finding],
    good: GoodDays,
    now: datetime,
    owner: str,
) -> Iterator[tuple[Incident, tuple[Finding, ...]]]:
    """The incidents of sources, new ones too, with the findings that they hold back."""
    open_ones: dict[str, list[Incident]] = defaultdict(list)
    for incident in running:
        open_ones[incident.subject].append(incident)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.source:
            found[finding.source].append(finding)
    for source in sorted({*open_ones, *found}):
        yield from _of_source(
            source, open_ones[source], found[source], good=good, now=now, owner=owner
        )


def _of_source(
    source: str,
    running: Sequence[Incident],
    findings: Sequence[Finding],
    *,
    good: GoodDays,
    now: datetime,
    owner: str,
) -> Iterator[tuple[Incident, tuple[Finding, ...]]]:
    """Each running one with the days that continue it, then one for each further row of days."""
    failing = _failing_at_large(findings)
    rows = _rows(sorted(filter(None, failing)), failing, good)
    left = list(findings)
    for incident in running:
        joined = [row for row in rows if _continues(row, incident, failing, good)]
        rows = [row for row in rows if row not in joined]
        days = [*incident.windows, *(day for row in joined for day in row)]
        keys = {part.key for part in incident.parts}
        held = tuple(one for one in left if one.key in keys or _is_held(one, days, failing))
        left = [one for one in left if one not in held]
        yield incident, held
    # what has no day goes with the newest days
    for row in reversed(rows or ([()] if None in failing else [])):
        held = tuple(one for one in left if _is_held(one, row, failing))
        left = [one for one in left if one not in held]
        if held:
            yield open_source_incident(source, held, owner, now), held


def _failing_at_large(findings: Iterable[Finding]) -> dict[date | None, list[Finding]]:
    """The days on which so many checks fail, or one that knows that the source is silent.

    None stands for things that have no day.
    """
    failing: dict[date | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.severity != "info":
            failing[finding.window].append(finding)
    return {
        day: theirs
        for day, theirs in failing.items()
        if len({(one.check_name, one.subject) for one in theirs}) >= _CHECKS_OF_A_SOURCE
        or any(one.source_is_silent for one in theirs)
    }


def _rows(
    days: Sequence[date], failing: dict[date | None, list[Finding]], good: GoodDays
) -> list[_Days]:
    """The days in rows, parted where every check that had failed was good for long enough."""
    starts = [
        position
        for position, (before, after) in enumerate(pairwise(days), start=1)
        if _are_parted(before, after, failing[before], good)
    ]
    bounds = [0, *starts, len(days)]
    return [tuple(days[first:last]) for first, last in pairwise(bounds) if first < last]


def _continues(
    row: _Days, incident: Incident, failing: dict[date | None, list[Finding]], good: GoodDays
) -> bool:
    return any(
        not _are_parted(min(day, other), max(day, other), failing[day], good)
        for day in (row[0], row[-1])
        for other in incident.windows
    )


def _are_parted(first: date, last: date, failing: Iterable[Finding], good: GoodDays) -> bool:
    return all(good.part(one.check_name, first, last) for one in failing)


def _is_held(finding: Finding, days: Sequence[date], failing: Container[date | None]) -> bool:
    """On one of the days, or between them; without a day where such things fail at large."""
    if finding.window is None:
        return None in failing
    return bool(days) and min(days) <= finding.window <= max(days)
