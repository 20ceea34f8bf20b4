"""How an incident stands after a round: what it has grown to, or that it is over, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from org_funnels.incidents.finding import worst
from org_funnels.incidents.good_days import GoodDays
from org_funnels.incidents.incident import SOURCE_CHECK, in_order, leading, parts_of
from org_funnels.incidents.wording import late_events, source_details, source_headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from org_funnels.incidents.finding import Finding, Round
    from org_funnels.incidents.incident import Incident, Resolution
    from org_funnels.incidents.membership import Assigned
    from org_funnels.incidents.mute import Said


def refreshed(incident: Incident, findings: Sequence[Finding]) -> Incident:
    """The incident with what is wrong now; as it was where nothing is."""
    if not findings:
        return incident
    now = {part.key: part for part in parts_of(findings)}
    before = {part.key: part for part in incident.parts}
    lead = leading(findings)
    is_source = incident.check_name == SOURCE_CHECK
    return replace(
        incident,
        parts=in_order({**before, **now}.values()),
        severity=worst([incident.severity, lead.severity]),
        missing_count=sum(finding.missing_count for finding in findings),
        headline=source_headline(incident.subject, findings) if is_source else lead.headline,
        details=source_details(findings) if is_source else lead.details,
    )


def resolved(
    incident: Incident, assigned: Assigned, found: Round, now: datetime, said: Said
) -> Incident:
    """The incident ended, where it is over: nothing is left, or enough good days have come."""
    ending = _ending(incident, assigned, found)
    if ending is None:
        return incident
    resolution, text = ending
    return replace(
        incident,
        resolved_at=now,
        resolution=resolution,
        resolution_text=text,
        is_hushed=said.mute_of(incident, now) is not None,
    )


def _ending(incident: Incident, assigned: Assigned, found: Round) -> tuple[Resolution, str] | None:
    if assigned.merged_into:
        return "merged", f"part of incident {assigned.merged_into}"
    if not assigned.findings:
        return _nothing_left(incident, found)
    if _is_good_again(incident, assigned.findings, found):
        return "good_again", "two good days have followed; what is missing stays missing"
    return None


def _nothing_left(incident: Incident, found: Round) -> tuple[Resolution, str] | None:
    """Over, unless somebody did not look, or events may still arrive."""
    if incident.incident_id in found.unchecked:
        return "unchecked", "it is no longer checked: there is no such check any more"
    if not incident.checks <= found.examined:
        return None
    judged = {(one.check_name, one.window): one for one in found.judged}
    theirs = [
        (part, judged[part.key.check_name, part.key.window])
        for part in incident.parts
        if part.key.window and (part.key.check_name, part.key.window) in judged
    ]
    if any(one.standing == "pending" for _, one in theirs):
        return None
    arrived = sum(max(part.missing_count - one.missing_count, 0) for part, one in theirs)
    if not arrived:
        return "gone", "it is no longer so"
    newest = max((one for _, one in theirs), key=lambda one: one.window)
    return "healed", late_events(newest.said, arrived)


def _is_good_again(incident: Incident, findings: Iterable[Finding], found: Round) -> bool:
    """Enough good days have come after its last; a check that fails on has its own incident."""
    if not incident.windows or any(finding.window is None for finding in findings):
        return False
    last, good = incident.windows[-1], GoodDays(found.judged)
    is_source = incident.check_name == SOURCE_CHECK
    asked = [
        check for check in incident.checks if not (is_source and _fails_after(check, last, found))
    ]
    return bool(asked) and all(good.follow(check, last) for check in asked)


def _fails_after(check_name: str, last: date, found: Round) -> bool:
    return any(
        one.check_name == check_name and one.window and one.window > last for one in found.findings
    )
