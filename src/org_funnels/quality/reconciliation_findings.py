"""The days of the reconciliations as findings, which incidents are made of."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from org_funnels.incidents.finding import Finding, Judged, Severity, Standing
from org_funnels.quality.alert import details, headline, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from org_funnels.quality.day import Day

# A day may go from one of these to another without that it is another trouble.
EVENTS_MISSING = "events_missing"
_OWN_CLASSES = (
    "too_many_duplicates",
    "too_many_orphans",
    "production_silent",
    "source_is_behind",
    "production_is_behind",
)

# A day that nobody can judge for too long is no loss, but somebody must look.
_SEVERITIES: dict[str, Severity] = {
    "critical": "critical",
    "warning": "warning",
    "stale": "warning",
}


def findings_of(days: Iterable[Day]) -> tuple[Finding, ...]:
    """A finding for each bad day. `days` are sorted by check."""
    return tuple(
        _finding(day, theirs)
        for _, group in groupby(days, key=lambda day: day.check_name)
        for theirs in [list(group)]
        for day in theirs
        if day.decision in _SEVERITIES
    )


def judged_of(days: Iterable[Day]) -> tuple[Judged, ...]:
    """Every day that is not bad, and how it stands."""
    return tuple(
        Judged(day.check_name, day.window_date, _standing(day), day.missing_count, standing(day))
        for day in days
        if day.decision not in _SEVERITIES
    )


def _finding(day: Day, days: Sequence[Day]) -> Finding:
    reason = day.decision_reason
    return Finding(
        check_name=day.check_name,
        subject=day.event_name,
        reason=reason if reason in _OWN_CLASSES else EVENTS_MISSING,
        severity=_SEVERITIES[day.decision],
        owner=day.owner,
        headline=headline(day),
        details=details(day, days),
        source=day.event_source,
        window=day.window_date,
        missing_count=day.missing_count,
        source_is_silent=reason == "source_silent" and day.event_source is not None,
    )


def _standing(day: Day) -> Standing:
    if day.decision == "ok" and day.is_final:
        return "good"
    return "pending" if not day.is_final else "unjudged"
