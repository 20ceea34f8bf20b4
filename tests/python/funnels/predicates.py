"""The tests that trial funnels are made of, and which of them one event can pass together."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tests.python.funnels.definition import Event, Predicate, every_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAMES = ("a", "b", "c", "d", "x", None)
AMOUNTS = (None, 1, 9)
PROPERTIES: tuple[dict[str, str] | None, ...] = (None, {}, {"p": "1"}, {"p": "2"}, {"p": ""})

# One event of each kind that a stream may hold.
_KINDS = [
    Event(None, None, None, name, amount=amount, properties=properties)
    for name, amount, properties in product(NAMES, AMOUNTS, PROPERTIES)
]


def _p(event: Event) -> str | None:
    return (event.properties or {}).get("p")


def _is_named(name: str) -> Predicate:
    return Predicate(lambda event: event.event_name == name, {"event": name})


def _both(one: Predicate, other: Predicate) -> Predicate:
    macro = {**one.macro, **other.macro}
    return Predicate(lambda event: bool(one.holds(event)) and bool(other.holds(event)), macro)


def _where(**condition: object) -> dict[str, object]:
    return {"where": [condition]}


A, B, C, D, X = (_is_named(name) for name in "abcdx")
ANY = Predicate(every_event, {"predicate": "true"})
P_IS_1 = Predicate(lambda event: _p(event) == "1", _where(property="p", op="=", value="1"))
P_IS_NOT_1 = Predicate(
    lambda event: None if _p(event) is None else _p(event) != "1",
    _where(property="p", op="!=", value="1"),
)
P_IS_SET = Predicate(lambda event: bool(_p(event)), _where(property="p", op="is set"))
P_IS_NOT_SET = Predicate(lambda event: not _p(event), _where(property="p", op="is not set"))
IS_LARGE = Predicate(
    lambda event: None if event.amount is None else event.amount > 5,
    _where(column="amount", op=">", value=5),
)
IS_SMALL = Predicate(
    lambda event: None if event.amount is None else event.amount <= 5, {"predicate": "amount <= 5"}
)
IS_NOT_A = Predicate(
    lambda event: None if event.event_name is None else event.event_name != "a",
    {"predicate": "event_name <> 'a'"},
)
A_OR_B = Predicate(
    lambda event: event.event_name in {"a", "b"},
    _where(column="event_name", op="in", value=["a", "b"]),
)
B_OR_C = Predicate(
    lambda event: event.event_name in {"b", "c"}, {"predicate": "event_name in ('b', 'c')"}
)

APART = (A, B, C, D, _both(A, P_IS_1), _both(B, IS_LARGE), _both(C, P_IS_NOT_SET))
MIXED = (
    *(A, A, B, B, C),
    *(ANY, P_IS_1, P_IS_NOT_1, P_IS_SET, IS_LARGE, IS_SMALL, IS_NOT_A, A_OR_B, B_OR_C),
    *(_both(A, P_IS_1), _both(A, IS_SMALL), _both(A, P_IS_NOT_1), _both(B, P_IS_SET)),
    _both(_both(A, P_IS_SET), IS_SMALL),
)
EXCLUDING = (X, X, X, D, IS_LARGE, _both(X, P_IS_1), B_OR_C)


def labels(predicates: Sequence[Predicate]) -> list[str]:
    """A label for each, the same for two that one event can pass, or that a third one joins."""
    found: list[int] = list(range(len(predicates)))
    for passed in _passed_together(predicates):
        joined = {found[index] for index in passed}
        found = [min(joined) if label in joined else label for label in found]
    return [f"of {label}" for label in found]


def _passed_together(predicates: Sequence[Predicate]) -> Iterable[list[int]]:
    for event in _KINDS:
        yield [index for index, one in enumerate(predicates) if one.holds(event)]
