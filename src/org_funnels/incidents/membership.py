"""Which incident each finding belongs to: one that has it, one beside it, or a new one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from org_funnels.incidents.finding import rank
from org_funnels.incidents.good_days import GoodDays
from org_funnels.incidents.incident import SOURCE_CHECK, Incident, open_incident
from org_funnels.incidents.source import of_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from org_funnels.incidents.finding import Finding, Key, Round

_Kind = tuple[str, str, str]
_Row = tuple["Finding", ...]


@dataclass(frozen=True)
class Assigned:
    """An incident with what is wrong with it now; `merged_into` another where that took it all."""

    incident: Incident
    findings: tuple[Finding, ...]
    merged_into: str | None = None


def assign(
    incidents: Iterable[Incident], found: Round, now: datetime, platform_owner: str
) -> list[Assigned]:
    """Every open incident and every new one, with its findings. Each finding is in at most one.

    A day that an incident had when it ended is known, and no news unless it got worse; but what
    an open incident of a source took from a check stays the source's when the check's has ended.
    """
    known = list(incidents)
    ended, good = _ended(known), GoodDays(found.judged)
    running = [one for one in known if one.is_open and one.check_name == SOURCE_CHECK]
    taken = {part.key for one in running for part in one.parts}
    live = [one for one in found.findings if one.key in taken or _is_news(one, ended)]
    sources = [
        Assigned(incident, findings)
        for incident, findings in of_sources(running, live, good, now, platform_owner)
    ]
    held = {finding.key for one in sources for finding in one.findings}
    others = [one for one in known if one.is_open and one.check_name != SOURCE_CHECK]
    rows = _rows([one for one in live if one.key not in held], good)
    return _merged([*sources, *_by_kind(others, rows, good, now)])


def _ended(incidents: Iterable[Incident]) -> dict[Key, tuple[int, int]]:
    """How bad each day of an incident that is over was: its severity's rank, what was missing.

    At its worst, of a day that several had, one after another.
    """
    found: dict[Key, tuple[int, int]] = {}
    for incident in incidents:
        if incident.is_open or incident.resolution == "merged":
            continue
        for part in incident.parts:
            severity, missing = found.get(part.key, (0, 0))
            worst = max(severity, rank(part.severity)), max(missing, part.missing_count)
            found[part.key] = worst
    return {key: worst for key, worst in found.items() if key.window}


def _is_news(finding: Finding, ended: Mapping[Key, tuple[int, int]]) -> bool:
    if finding.key not in ended:
        return True
    severity, missing = ended[finding.key]
    return rank(finding.severity) > severity or 0 < 2 * missing <= finding.missing_count


def _rows(findings: Iterable[Finding], good: GoodDays) -> dict[_Kind, list[_Row]]:
    """Of each kind of trouble, its days in rows that no two good days part."""
    kinds: dict[_Kind, list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.check_name, finding.subject, finding.reason].append(finding)
    return {kind: _parted(sorted(theirs, key=_day), good) for kind, theirs in kinds.items()}


def _day(finding: Finding) -> str:
    return finding.window.isoformat() if finding.window else ""


def _parted(findings: Sequence[Finding], good: GoodDays) -> list[_Row]:
    starts = [
        position
        for position, (before, after) in enumerate(pairwise(findings), start=1)
        if not (before.window and after.window)
        or good.part(after.check_name, before.window, after.window)
    ]
    return [tuple(findings[first:last]) for first, last in pairwise([0, *starts, len(findings)])]


def _by_kind(
    incidents: Sequence[Incident],
    rows: Mapping[_Kind, list[_Row]],
    good: GoodDays,
    now: datetime,
) -> list[Assigned]:
    """What the open incidents have, and what is left, a new one for each row of days."""
    left = {kind: list(theirs) for kind, theirs in rows.items()}
    assigned = []
    for incident in incidents:
        theirs = left.get((incident.check_name, incident.subject, incident.reason), [])
        taken = [row for row in theirs if _continues(row, incident, good)]
        theirs[:] = [row for row in theirs if row not in taken]
        findings = tuple(finding for row in taken for finding in row)
        assigned.append(Assigned(incident, findings))
    new = [row for kind in sorted(left) for row in left[kind]]
    return [*assigned, *(Assigned(open_incident(row, now), row) for row in new)]


def _continues(row: _Row, incident: Incident, good: GoodDays) -> bool:
    """The row has a day of the incident's, or one that no two good days part from them."""
    keys = {part.key for part in incident.parts}
    if any(finding.key in keys for finding in row):
        return True
    return any(
        not good.part(finding.check_name, *sorted((day, finding.window)))
        for finding in (row[0], row[-1])
        if finding.window
        for day in incident.windows
    )


def _merged(assigned: Sequence[Assigned]) -> list[Assigned]:
    """An incident that lost all of its findings to another is part of that one."""
    owners = {finding.key: one.incident for one in assigned for finding in one.findings}
    merged = []
    for one in assigned:
        takers = [owners[part.key] for part in one.incident.parts if part.key in owners]
        into = takers[0].incident_id if takers and not one.findings else None
        merged.append(replace(one, merged_into=into))
    return merged
