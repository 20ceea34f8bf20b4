"""What the server must have said of what production holds, and what of it was lost.

Production writes a row, the server sends an event. Which belong together is written down where both
are told, so that the truth of the reconciliations needs no matching.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from org_funnels.demo.events import RawRow
from org_funnels.demo.world import Kind, Org

CHECK_OF_KIND: dict[Kind, str] = {
    "started": "subscriptions_started",
    "upgraded": "upgrades",
    "downgraded": "downgrades",
    "churned": "churns",
}


class Cause(StrEnum):
    """Why a row of production has no event."""

    BILLING_SENDER_DOWN = "billing_sender_down"
    INVITATION_SENDER_DOWN = "invitation_sender_down"
    NEVER_TOLD = "never_told"
    NOT_LOADED_YET = "not_loaded_yet"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Outage:
    """Days on which a server's events of one table were dropped before they reached the tracker."""

    table: str
    cause: Cause
    first: date
    last: date

    def takes(self, row: RawRow) -> bool:
        """Whether an event was dropped."""
        return row.event.raw.name == self.table and self.first <= row.event.at.date() <= self.last


OUTAGES = (
    # a few subscriptions start on a day: too few to judge one day alone
    Outage("plan_started", Cause.BILLING_SENDER_DOWN, date(2026, 6, 2), date(2026, 6, 5)),
    Outage("member_invited", Cause.INVITATION_SENDER_DOWN, date(2026, 6, 24), date(2026, 6, 24)),
)


@dataclass(frozen=True, slots=True)
class Consequence:
    """A row of production, by the reconciliation that looks for its event, and the event."""

    check: str
    org: Org
    at: datetime
    row: RawRow | None


class LostEvent(NamedTuple):
    """A row of production whose event is not in the warehouse."""

    check_name: str
    org_id: int
    date: date
    cause: str


def without_dropped(rows: Iterable[RawRow]) -> list[RawRow]:
    """The rows that reached the tracker. Those of the stories are spared."""
    return [row for row in rows if _outage_of(row) is None]


def lost_events(
    consequences: Iterable[Consequence], arrived: Iterable[RawRow]
) -> Iterator[LostEvent]:
    """What each reconciliation must miss, and why. A deleted org took some of its rows with it."""
    events = {row.event.event_id for row in arrived if row.disposition == "event"}
    for item in consequences:
        if item.row is None or item.row.event.event_id not in events:
            cause = _cause_of(item.row)
            yield LostEvent(item.check, item.org.org_id, item.at.date(), cause.value)


def _cause_of(row: RawRow | None) -> Cause:
    if row is None:
        return Cause.NEVER_TOLD
    if outage := _outage_of(row):
        return outage.cause
    return Cause.REJECTED if row.disposition == "rejected" else Cause.NOT_LOADED_YET


def _outage_of(row: RawRow) -> Outage | None:
    return next((outage for outage in OUTAGES if outage.takes(row)), None)
