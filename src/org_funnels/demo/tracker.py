"""Turn what happened into raw rows: ids, the four client times, the load time.

The tracker is the only place where rows are made. Faults that strike at random are in `faults`;
stories hand in their own `Delivery`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import END, batch_after, whole_second
from org_funnels.demo.consequences import Consequence
from org_funnels.demo.events import Browser, Call, Event, RawRow, Reference, Value
from org_funnels.demo.tables import (
    ALIASES,
    CALL_TABLES,
    EVENT_TABLES,
    GROUPS,
    IDENTIFIES,
    RawTable,
)
from org_funnels.demo.world import Org

FUTURE = timedelta(hours=24)
"""A row that claims to be later than this after it was received is rejected."""

_LATE_SHARE = 0.08
_MEAN_LAG_HOURS = 9
_LONGEST_LAG_HOURS = 72
_OFFSETS = {
    raw.name: 7 * number for number, raw in enumerate((*CALL_TABLES, *EVENT_TABLES.values()))
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a row travelled: `lag` is how long the client kept it, `network` how long it took."""

    lag: timedelta = timedelta(0)
    network: timedelta = timedelta(milliseconds=180)
    skew: timedelta = timedelta(0)


PROMPT = Delivery()


@dataclass(slots=True)
class Tracker:
    """Both trackers and the loader behind them: they collect rows until the demo ends."""

    rng: Random
    rows: list[RawRow] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    consequences: list[Consequence] = field(default_factory=list)

    def caused(self, check: str, org: Org, at: datetime, row: RawRow | None) -> None:
        """Write down which event production's row of that time has, or that it has none."""
        self.consequences.append(Consequence(check, org, whole_second(at), row))

    def track(
        self,
        table: str,
        at: datetime,
        user: str | None,
        browser: Browser | None,
        values: dict[str, Value],
        *,
        references: tuple[Reference, ...] = (),
    ) -> RawRow:
        """Record an event of everyday life."""
        raw = EVENT_TABLES[table]
        event = Event(raw, self._new_id(), at, references, user, browser)
        row = deliver(event, values, self._travel(browser))
        self.rows.append(row)
        return row

    def identify(
        self,
        at: datetime,
        user: str | None,
        anonymous_id: str | None,
        delivery: Delivery = PROMPT,
    ) -> Call:
        """Record that a browser belongs to a user."""
        return self._call(IDENTIFIES, at, user, anonymous_id, delivery)

    def group(self, at: datetime, user: str, org: str, browser: Browser | None = None) -> Call:
        """Record in which org a user works from now on."""
        anonymous_id = browser.anonymous_id if browser else None
        return self._call(GROUPS, at, user, anonymous_id, group_id=org)

    def alias(self, at: datetime, previous: str, user: str) -> Call:
        """Record that two user ids are one person's."""
        return self._call(ALIASES, at, user, None, previous_id=previous)

    def _call(
        self,
        raw: RawTable,
        at: datetime,
        user: str | None,
        anonymous_id: str | None,
        delivery: Delivery = PROMPT,
        **values: Value,
    ) -> Call:
        times = travel_times(raw, at, delivery)
        original, sent, received, timestamp, loaded = times
        call = Call(
            raw,
            self._new_id(),
            anonymous_id,
            user,
            original,
            sent,
            received,
            timestamp,
            loaded,
            values,
        )
        self.calls.append(call)
        return call

    def _new_id(self) -> str:
        digits = f"{self.rng.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def _travel(self, browser: Browser | None) -> Delivery:
        network = timedelta(milliseconds=30 + int(self.rng.expovariate(1 / 90)) % 900)
        if browser is None:
            return Delivery(network=network / 4)
        if browser.is_mobile and self.rng.random() < _LATE_SHARE:
            hours = min(self.rng.expovariate(1 / _MEAN_LAG_HOURS), _LONGEST_LAG_HOURS)
            return Delivery(timedelta(seconds=int(hours * 3600)), network, browser.skew)
        return Delivery(timedelta(0), network, browser.skew)


def deliver(event: Event, values: dict[str, Value], delivery: Delivery) -> RawRow:
    """The first delivery of an event. What the plan does not expect then is rejected."""
    raw = event.raw
    browser = event.browser
    original, sent, received, timestamp, loaded = travel_times(raw, event.at, delivery)
    row = RawRow(
        event,
        event.event_id,
        browser.anonymous_id if browser else None,
        event.sent_user,
        original,
        sent,
        received,
        timestamp,
        loaded,
        values,
    )
    if "timestamp" in raw.lacks and row.occurred_at > received + FUTURE:
        row.disposition, row.reason = "rejected", "future_time"
        row.show(Case.FUTURE_TIME)
    if raw.until or raw.since or raw.split_on:
        judge_by_plan(row)
    if delivery.lag > timedelta(hours=1):
        row.show(Case.LATE)
    if delivery.skew:
        row.show(Case.CLOCK_SKEW)
    return row


def judge_by_plan(row: RawRow) -> None:
    """Mark a row that the tracking plan does not expect in its table."""
    raw = row.event.raw
    if raw.event_name(row.values) is None:
        row.disposition, row.reason = "rejected", "unplanned"
        row.show(Case.UNPLANNED_BUTTON)
    elif row.received_at is not None and not raw.takes(row.received_at):
        row.disposition, row.reason = "rejected", "outside_plan"
        row.show(Case.OUTSIDE_PLAN)


def travel_times(
    raw: RawTable, at: datetime, delivery: Delivery
) -> tuple[datetime, datetime, datetime, datetime, datetime]:
    """original_timestamp, sent_at, received_at, timestamp, uuid_ts of a row.

    As Segment has it: timestamp = received_at - (sent_at - original_timestamp), which takes the
    client's wrong clock out again.
    """
    cut = raw.precision.cut
    timestamp = cut(at + delivery.network)
    received = timestamp + delivery.lag
    original = cut(at) + delivery.skew
    return original, original + delivery.lag, received, timestamp, load_time(raw, received)


def load_time(raw: RawTable, received_at: datetime) -> datetime:
    """When a row received then comes into the warehouse."""
    return batch_after(received_at, _OFFSETS[raw.name])


def is_loaded(row: RawRow | Call) -> bool:
    """Whether the row is in the warehouse when the demo ends."""
    return (row.uuid_ts or row.received_at or END) < END
