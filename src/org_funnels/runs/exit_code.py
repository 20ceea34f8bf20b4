"""How a run ends, for whoever called it: DESIGN.md, section 11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.incidents.finding import CHECK_BROKEN
from org_funnels.quality.expectation_findings import RESULTS_LOST
from org_funnels.runs.build import BUILD_FAILED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from org_funnels.incidents.incident import Incident
    from org_funnels.runs.settle import Settlement

FINE, BAD_DATA, NOT_CHECKED, UNDELIVERED = 0, 1, 3, 4

_NOT_CHECKED = (CHECK_BROKEN, RESULTS_LOST)


def exit_code(settled: Settlement) -> int:
    """Undelivered first: what else there is to say, nobody knows. Then a build that failed.

    Data is bad as long as a critical incident is open and not muted, and in the run that first
    sees one, even if it was over by then. A check that did not run is no bad data.
    """
    if settled.reached_nobody:
        return UNDELIVERED
    if any(one.reason == BUILD_FAILED for one in settled.open_incidents):
        return NOT_CHECKED
    critical = [one for one in _at_issue(settled) if one.severity == "critical"]
    if any(one.reason not in _NOT_CHECKED for one in critical):
        return BAD_DATA
    return NOT_CHECKED if critical else FINE


def _at_issue(settled: Settlement) -> Iterator[Incident]:
    yield from settled.open_incidents
    yield from _first_seen(settled)


def _first_seen(settled: Settlement) -> Iterable[Incident]:
    """What is over in the very run that tells of it."""
    return (
        item.incident for one in settled.sent for item in one.message.items if item.kind == "past"
    )
