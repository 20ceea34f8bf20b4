"""Random streams in which everything that is awkward is likely."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product
from random import Random
from struct import Struct

from hypothesis import strategies as st
from tests.python.funnels.definition import Event
from tests.python.funnels.predicates import AMOUNTS, NAMES, PROPERTIES

STREAMS = 100
LENGTH = 12

# Each before a change of clocks, with local midnights of the zones in shapes.py close by.
_STARTS = tuple(
    datetime.fromisoformat(text)
    for text in ("2024-03-30 22:00:00", "2024-11-03 04:00:00", "2018-11-04 02:00:00")
)
_HALF_HOUR = timedelta(minutes=30)
_MOMENT = timedelta(microseconds=1)

# Few times, so that many events share one, and others that miss it by a microsecond.
_OFFSETS = (
    *(number * _HALF_HOUR for number in (*range(7), *range(7), *range(7))),
    *(number * _HALF_HOUR + shift for number, shift in product(range(7), (_MOMENT, -_MOMENT))),
    *(timedelta(days=days) for days in (1, 1, 40)),
)

_EVENT_NAMES = ("a", "b", "c", *NAMES)
_USERS = ("u-1", "u-2", None)
# In the order of a dictionary these would be other than in that of their bytes.
_LETTERS = ("m", "B", "_", "a", "é", "Z")
_MISSING = (*[None] * 30, "event_id", "entity_id", "occurred_at")

# An event is drawn as bytes, which is quick: what it is, when, and everything else.
_DRAWN = Struct(">BBI")
# Three of twelve are never sent, so that streams differ in length.
_KINDS = len(_EVENT_NAMES) + 3


_BATCH_BYTES = STREAMS * (1 + LENGTH * _DRAWN.size)


def batches() -> st.SearchStrategy[list[Event]]:
    """The events of many streams, each of an entity of its own.

    Not the simplest batch, with which hypothesis begins: one event, at one time, over and over.
    """
    drawn = st.binary(min_size=_BATCH_BYTES, max_size=_BATCH_BYTES)
    return drawn.filter(lambda it: len(set(it)) > 1).map(_batch)


def one_batch(seed: int) -> list[Event]:
    """A batch that is always the same."""
    return _batch(Random(seed).randbytes(_BATCH_BYTES))  # noqa: S311  (no secret)


def _batch(drawn: bytes) -> list[Event]:
    size = len(drawn) // STREAMS
    streams = [drawn[start : start + size] for start in range(0, len(drawn), size)]
    return [event for number, one in enumerate(streams) for event in _stream(number, one)]


def _stream(number: int, drawn: bytes) -> list[Event]:
    start = _STARTS[drawn[0] % len(_STARTS)]
    return [
        _event(f"{number}-{position}", f"o-{number}", start, sent)
        for position, sent in enumerate(_DRAWN.iter_unpack(drawn[1:]))
        if sent[0] % _KINDS < len(_EVENT_NAMES)
    ]


def _event(key: str, entity: str, start: datetime, sent: tuple[int, ...]) -> Event:
    kind, offset, manner = sent
    manner, amount = divmod(manner, len(AMOUNTS))
    manner, properties = divmod(manner, len(PROPERTIES))
    manner, user = divmod(manner, len(_USERS))
    manner, letter = divmod(manner, len(_LETTERS))
    missing = _MISSING[manner % len(_MISSING)]
    at = start + _OFFSETS[offset % len(_OFFSETS)]
    return Event(
        event_id=None if missing == "event_id" else f"{_LETTERS[letter]}{key}",
        entity_id=None if missing == "entity_id" else entity,
        occurred_at=None if missing == "occurred_at" else at,
        event_name=_EVENT_NAMES[kind % _KINDS],
        user_id=_USERS[user],
        amount=AMOUNTS[amount],
        properties=PROPERTIES[properties],
    )
