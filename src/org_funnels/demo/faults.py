"""Faults that strike everyday rows at random, without changing what the events mean.

Signup events are spared where a fault would lose them: those are lost on purpose, in `people`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from org_funnels.demo.cases import Case
from org_funnels.demo.events import NOT_IDS, RawRow
from org_funnels.demo.tracker import load_time

Redelivery = Callable[[RawRow, Random], RawRow]

_LOSABLE = frozenset(
    {"site_impression", "dashboard_impression", "build_log_impression", "build_started"}
)
_LOADED_WITHOUT_TIME = "insights_impression"
_RECEIVED_WITHOUT_TIME = "dashboard_impression"


def strike(rows: list[RawRow], rng: Random) -> list[RawRow]:
    """The rows with faults, among them those delivered twice."""
    struck: list[RawRow] = []
    for row in rows:
        chance = rng.random()
        if row.disposition == "event":
            _spoil(row, chance, rng)
        struck.append(row)
        if 0.90 < chance < 0.912:
            struck.append(redelivered(row, rng.choice(_REDELIVERIES), rng))
    return struck


def _spoil(row: RawRow, chance: float, rng: Random) -> None:
    """At most one fault a row, by where in [0, 1) its chance lies."""
    name = row.event.raw.name
    if chance < 0.0005 and name in _LOSABLE:
        lose_id(row, rng.choice((None, *NOT_IDS)))
    elif 0.001 < chance < 0.0014 and name in _LOSABLE:
        set_ahead(row, timedelta(days=rng.randint(2, 400)))
    elif 0.002 < chance < 0.0025 and name in _LOSABLE:
        forget_client_times(row)
    elif 0.01 < chance < 0.014 and name != "account_created":
        lose_user(row, rng.choice(NOT_IDS))
    elif 0.014 < chance < 0.016 and row.event.sent_user and row.event.browser:
        lose_browser(row, rng.choice(NOT_IDS))
    elif 0.3 < chance < 0.5 and name == _LOADED_WITHOUT_TIME:
        row.uuid_ts = None
        row.cases += (Case.NO_LOAD_TIME,)
    elif 0.6 < chance < 0.601 and name == _RECEIVED_WITHOUT_TIME:
        row.received_at = None


def lose_id(row: RawRow, instead: str | None) -> None:
    """A client too old to send message ids."""
    row.id = instead
    row.disposition, row.reason = "rejected", "no_id"
    row.cases += (Case.NO_ID,)


def set_ahead(row: RawRow, by: timedelta) -> None:
    """A clock far ahead, and a client that sends no `sent_at` to correct it by."""
    row.timestamp = row.original_timestamp = row.timestamp_or_raise() + by
    row.sent_at = None
    row.disposition, row.reason = "rejected", "future_time"
    row.cases += (Case.FUTURE_TIME,)


def forget_client_times(row: RawRow) -> None:
    """A client that sends no time at all: when it was received must do."""
    row.timestamp = row.original_timestamp = row.sent_at = None
    row.cases += (Case.NO_CLIENT_TIME,)


def lose_user(row: RawRow, instead: str | None) -> None:
    """A client that writes a word where it has no user id."""
    row.user_id = instead
    row.event.sent_user = None
    row.cases += (Case.NOT_AN_ID,)


def lose_browser(row: RawRow, instead: str | None) -> None:
    """A client that writes a word where it has no anonymous id."""
    row.anonymous_id = instead
    row.event.browser = None
    row.cases += (Case.NOT_AN_ID,)


def redelivered(row: RawRow, redeliver: Redelivery, rng: Random) -> RawRow:
    """The same row once more; what was rejected comes again as it was, and is rejected again."""
    again = (redeliver if row.disposition == "event" else identical)(row, rng)
    if again.disposition == "event":
        again.disposition = "duplicate"
    return again


def identical(row: RawRow, rng: Random) -> RawRow:
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
