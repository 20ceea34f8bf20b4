"""Faults that strike everyday rows at random, without changing what the events mean.

Signup events are spared where a fault would lose them: those are lost on purpose, in `people`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from org_funnels.demo.cases import Case
from org_funnels.demo.events import NOT_IDS, RawRow
from org_funnels.demo.tracker import load_time

Redelivery = Callable[[RawRow, Random], RawRow]

_LOSABLE = frozenset(
    {"site_impression", "dashboard_impression", "build_log_impression", "build_started"}
)
_REDELIVERED = 0.012
_LOADED_WITHOUT_TIME = "insights_impression"
_RECEIVED_WITHOUT_TIME = "dashboard_impression"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that strikes this share of the rows that it can."""

    share: float
    can_strike: Callable[[RawRow], bool]
    strike: Callable[[RawRow, Random], None]


def strike(rows: list[RawRow], rng: Random) -> list[RawRow]:
    """The rows with at most one fault each, among them those delivered twice."""
    struck: list[RawRow] = []
    for row in rows:
        chance = rng.random()
        if row.disposition == "event":
            _spoil(row, chance, rng)
        struck.append(row)
        if chance > 1 - _REDELIVERED:
            struck.append(redelivered(row, rng.choice(_REDELIVERIES), rng))
    return struck


def _spoil(row: RawRow, chance: float, rng: Random) -> None:
    """The fault in whose part of [0, 1) the row's chance lies, if any."""
    for fault in _FAULTS:
        if chance < fault.share:
            if fault.can_strike(row):
                fault.strike(row, rng)
            return
        chance -= fault.share


def _may_be_lost(row: RawRow) -> bool:
    return row.event.raw.name in _LOSABLE


def _keeps_no_count(row: RawRow) -> bool:
    """Signup events keep their user: the reconciliation counts them by it."""
    return row.event.raw.name != "account_created"


def _has_user_and_browser(row: RawRow) -> bool:
    return row.event.sent_user is not None and row.event.browser is not None


def _is_loaded_without_time(row: RawRow) -> bool:
    return row.event.raw.name == _LOADED_WITHOUT_TIME


def _is_received_without_time(row: RawRow) -> bool:
    return row.event.raw.name == _RECEIVED_WITHOUT_TIME


def lose_id(row: RawRow, rng: Random) -> None:
    """A client too old to send message ids."""
    row.id = rng.choice((None, *NOT_IDS))
    row.disposition, row.reason = "rejected", "no_id"
    row.show(Case.NO_ID)


def set_ahead(row: RawRow, rng: Random) -> None:
    """A clock far ahead, and a client that sends no `sent_at` to correct it by."""
    by = timedelta(days=rng.randint(2, 400))
    row.timestamp = row.original_timestamp = row.timestamp_or_raise() + by
    row.sent_at = None
    row.disposition, row.reason = "rejected", "future_time"
    row.show(Case.FUTURE_TIME)


def forget_client_times(row: RawRow, _rng: Random) -> None:
    """A client that sends no time at all: when it was received must do."""
    row.timestamp = row.original_timestamp = row.sent_at = None
    row.show(Case.NO_CLIENT_TIME)


def lose_user(row: RawRow, rng: Random) -> None:
    """A client that writes a word where it has no user id."""
    row.user_id = rng.choice(NOT_IDS)
    row.event.sent_user = None
    row.show(Case.NOT_AN_ID)


def lose_browser(row: RawRow, rng: Random) -> None:
    """A client that writes a word where it has no anonymous id."""
    row.anonymous_id = rng.choice(NOT_IDS)
    row.event.browser = None
    row.show(Case.NOT_AN_ID)


def lose_load_time(row: RawRow, _rng: Random) -> None:
    """A loader that began to write its time only later."""
    row.uuid_ts = None
    row.show(Case.NO_LOAD_TIME)


def lose_received_at(row: RawRow, _rng: Random) -> None:
    """A row that was put in by hand, past the tracker."""
    row.received_at = None
    row.show(Case.NO_RECEIVED_AT)


_FAULTS = (
    Fault(0.0005, _may_be_lost, lose_id),
    Fault(0.0004, _may_be_lost, set_ahead),
    Fault(0.0005, _may_be_lost, forget_client_times),
    Fault(0.004, _keeps_no_count, lose_user),
    Fault(0.002, _has_user_and_browser, lose_browser),
    Fault(0.001, _is_received_without_time, lose_received_at),
    Fault(0.2, _is_loaded_without_time, lose_load_time),
)


def redelivered(row: RawRow, redeliver: Redelivery, rng: Random) -> RawRow:
    """The same row once more; what was rejected comes again as it was, and is rejected again."""
    again = (redeliver if row.disposition == "event" else identical)(row, rng)
    if again.disposition == "event":
        again.disposition = "duplicate"
    return again


def identical(row: RawRow, _rng: Random) -> RawRow:
    """The loader wrote one row twice."""
    return replace(row, cases=(Case.DUPLICATE_IDENTICAL,))


def seconds_later(row: RawRow, rng: Random) -> RawRow:
    """The client heard no answer and sent the event again."""
    return _later(row, timedelta(seconds=rng.randint(2, 40)), Case.DUPLICATE_SECONDS_LATER)


def days_later(row: RawRow, rng: Random) -> RawRow:
    """The client was closed before it heard an answer, and sent the event when opened again."""
    by = timedelta(days=rng.randint(1, 6), seconds=rng.randint(0, 40_000))
    return _later(row, by, Case.DUPLICATE_DAYS_LATER)


_REDELIVERIES = (identical, seconds_later, seconds_later, days_later)


def _later(row: RawRow, by: timedelta, case: Case) -> RawRow:
    if row.received_at is None:
        return replace(row, cases=(Case.DUPLICATE_IDENTICAL,))
    received = row.received_at + by
    again = replace(
        row,
        sent_at=row.sent_at + by if row.sent_at else None,
        received_at=received,
        uuid_ts=load_time(row.event.raw, received) if row.uuid_ts else None,
        cases=(case,),
    )
    raw = row.event.raw
    if row.disposition == "event" and not raw.takes(received):
        again.disposition, again.reason = "rejected", "outside_plan"
    return again
