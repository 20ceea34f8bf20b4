"""Random streams in which everything that is awkward is likely."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

from hypothesis import strategies as st
from tests.python.funnels.definition import Event
from tests.python.funnels.predicates import AMOUNTS, NAMES, PROPERTIES

STREAMS = 25
LENGTH = 9

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

_Sent = tuple[int, int, int]

_KIND = len(_EVENT_NAMES)
_MANNER = len(AMOUNTS) * len(PROPERTIES) * len(_USERS) * len(_LETTERS) * len(_MISSING)


def batches() -> st.SearchStrategy[list[Event]]:
    """A number of streams, each of an entity of its own. They shrink to empty ones."""
    sent = st.tuples(
        # 0 and more than there are names: nothing was sent
        st.integers(0, _KIND + 2),
        st.integers(0, len(_OFFSETS) - 1),
        st.integers(0, _MANNER - 1),
    )
    start = st.integers(0, len(_STARTS) - 1)
    stream = st.tuples(start, st.lists(sent, min_size=LENGTH, max_size=LENGTH))
    return st.lists(stream, min_size=STREAMS, max_size=STREAMS).map(
        lambda drawn: [event for number, one in enumerate(drawn) for event in _stream(number, *one)]
    )


def _stream(number: int, start: int, drawn: list[_Sent]) -> list[Event]:
    return [
        _event(f"{number}-{position}", f"o-{number}", _STARTS[start], sent)
        for position, sent in enumerate(drawn)
        if 0 < sent[0] <= _KIND
    ]


def _event(key: str, entity: str, start: datetime, sent: _Sent) -> Event:
    kind, offset, manner = sent
    manner, amount = divmod(manner, len(AMOUNTS))
    manner, properties = divmod(manner, len(PROPERTIES))
    manner, user = divmod(manner, len(_USERS))
    manner, letter = divmod(manner, len(_LETTERS))
    missing = _MISSING[manner]
    return Event(
        event_id=None if missing == "event_id" else f"{_LETTERS[letter]}{key}",
        entity_id=None if missing == "entity_id" else entity,
        occurred_at=None if missing == "occurred_at" else start + _OFFSETS[offset],
        event_name=_EVENT_NAMES[kind - 1],
        user_id=_USERS[user],
        amount=AMOUNTS[amount],
        properties=PROPERTIES[properties],
    )
