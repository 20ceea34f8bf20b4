"""The cases of other engines' own tests, as funnels, events and what is stated of them.

They lie beside the repository, in shared/funnels, or where ORG_FUNNELS_SHARED says.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.python.funnels.definition import (
    Event,
    Exclusion,
    Funnel,
    Predicate,
    Step,
    every_event,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.python.funnels.definition import Entry, OnExclusion, Test

_REPOSITORY = Path(__file__).parents[3]
_SHARED = Path(os.environ.get("ORG_FUNNELS_SHARED") or _REPOSITORY.parent / "shared")
FILE = _SHARED / "funnels" / "cases.jsonl"

_POLICIES: dict[str, OnExclusion] = {"end_attempt": "end_attempt", "drop_actor": "drop_entity"}


@dataclass(frozen=True)
class Case:
    """A small funnel, its events, and what another engine says of them."""

    id: str
    funnel: Funnel
    entry: Entry
    on_exclusion: OnExclusion
    events: tuple[Event, ...]
    expected: Mapping[str, Any]


def all_cases() -> list[Case]:
    """In the order of the file; none where it is not."""
    if not FILE.exists():
        return []
    return [_case(json.loads(line)) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _case(stated: dict[str, Any]) -> Case:
    return Case(
        id=stated["id"],
        funnel=_funnel(stated),
        entry=stated.get("entry", "best"),
        on_exclusion=_POLICIES[stated.get("exclusion_policy", "end_attempt")],
        events=tuple(_event(number, one) for number, one in enumerate(stated["events"])),
        expected=stated["expected"],
    )


def _event(number: int, stated: dict[str, Any]) -> Event:
    properties = stated.get("properties") or {}
    return Event(
        event_id=f"e{number:03}",
        entity_id=stated["actor"],
        occurred_at=datetime.fromisoformat(stated["timestamp"]),
        event_name=stated["event"],
        properties={key: _text(value) for key, value in properties.items()},
    )


def _text(value: Any) -> str:  # noqa: ANN401  (JSON's values)
    """As fct_events has it: properties are texts."""
    return value if isinstance(value, str) else json.dumps(value)


def _funnel(stated: dict[str, Any]) -> Funnel:
    seconds = stated["window_seconds"]
    return Funnel(
        steps=tuple(_step(number, one) for number, one in enumerate(stated["steps"], 1)),
        order=stated["mode"],
        window=None if seconds is None else timedelta(seconds=seconds),
        exclusions=tuple(_exclusion(one) for one in stated.get("exclusions") or []),
        date_from=_date(stated.get("date_from")),
        date_to=_date(stated.get("date_to")),
        timezone=stated.get("timezone") or "UTC",
    )


def _step(number: int, stated: dict[str, Any]) -> Step:
    named = _predicate({"event": stated.get("event")})
    return Step(
        name=f"step {number}",
        predicate=_predicate(stated),
        first_time=stated.get("first_time"),
        named=named.holds,
    )


def _exclusion(stated: dict[str, Any]) -> Exclusion:
    return Exclusion(_predicate(stated), stated["from_step"] + 1, stated["to_step"] + 1)


def _date(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def _predicate(stated: dict[str, Any]) -> Predicate:
    """Its event, if one is named, and its filters on the event's properties."""
    name, filters = stated.get("event"), stated.get("filters") or []
    tests = [_filter_test(one) for one in filters]
    macro: dict[str, Any] = {}
    if name is not None:
        tests.append(lambda event: event.event_name == name)
        macro["event"] = name
    if filters:
        macro["where"] = [_condition(one) for one in filters]
    if not tests:
        return Predicate(every_event, {"predicate": "true"})
    return Predicate(lambda event: all(test(event) is True for test in tests), macro)


def _condition(stated: dict[str, Any]) -> dict[str, Any]:
    condition = {"property": stated["key"], "op": stated["op"].replace("_", " ")}
    return condition if stated.get("value") is None else {**condition, "value": stated["value"]}


def _filter_test(stated: dict[str, Any]) -> Test:
    key, op, value = stated["key"], stated["op"], stated.get("value")
    return lambda event: _holds(op, (event.properties or {}).get(key), value)


def _holds(op: str, text: str | None, value: Any) -> bool | None:  # noqa: ANN401  (JSON's values)
    """Whether a property is as a filter says; None where it is not there to be compared."""
    if op in {"is_set", "is_not_set"}:
        return bool(text) == (op == "is_set")
    if text is None:
        return None
    match op:
        case "=":
            return text == _text(value)
        case "!=":
            return text != _text(value)
        case "contains":
            return value in text
        case "icontains":
            return value.lower() in text.lower()
        case unknown:
            message = f"no case has had the filter {unknown}"
            raise AssertionError(message)
