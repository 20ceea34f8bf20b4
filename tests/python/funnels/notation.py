"""Short ways to write streams and funnels in a test: `A@0 B@1h C@5.5h`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.python.funnels.definition import (
    Event,
    Exclusion,
    FirstTime,
    Funnel,
    Predicate,
    Step,
    every_event,
)

if TYPE_CHECKING:
    from tests.python.funnels.oracle import Attempt

MIDNIGHT = datetime.fromisoformat("2026-03-01 00:00:00")

_UNITS = {"": "seconds", "us": "microseconds", "m": "minutes", "h": "hours", "d": "days"}
_PART = re.compile(r"(?P<sign>[+-]?)(?P<number>[\d.]+)(?P<unit>us|[mhd]|)")
_SENT = re.compile(r"(?:(?P<id>\w+)=)?(?P<name>\w+)@(?P<time>\S+)")


def elapsed(text: str) -> timedelta:
    """`1h`, `30m`, `1h+1us`, `0`."""
    total = timedelta()
    for part in _PART.finditer(text):
        length = timedelta(**{_UNITS[part["unit"]]: float(part["number"])})
        total += -length if part["sign"] == "-" else length
    return total


def at(text: str) -> datetime:
    """That long after midnight."""
    return MIDNIGHT + elapsed(text)


def stream(text: str, entity: str = "o-1") -> list[Event]:
    """Events of one entity: `A@0`, or `id=A@0`. Without ids: e1, e2, … as written."""
    return [
        Event(sent["id"] or f"e{number}", entity, at(sent["time"]), sent["name"], user_id="u-1")
        for number, sent in enumerate(_SENT.finditer(text), 1)
    ]


def named(names: str) -> Predicate:
    """Any of the events of one letter: `A`, `AB`; `*` is any event at all."""
    if names == "*":
        return Predicate(every_event, {"predicate": "true"})
    if len(names) == 1:
        return Predicate(lambda event: event.event_name == names, {"event": names})
    listed = ", ".join(f"'{name}'" for name in names)
    return Predicate(
        lambda event: None if event.event_name is None else event.event_name in names,
        {"predicate": f"event_name in ({listed})"},
    )


def step(names: str, within: str | None = None, first_time: FirstTime | None = None) -> Step:
    """A step that takes these events."""
    predicate = named(names)
    return Step(
        name=f"step {names}",
        predicate=predicate,
        first_time=first_time,
        named=predicate.holds if "event" in predicate.macro else every_event,
        within=None if within is None else elapsed(within),
    )


def exclusion(names: str, from_step: int, to_step: int) -> Exclusion:
    """An exclusion by these events."""
    return Exclusion(named(names), from_step, to_step)


def funnel(steps: str | list[Step], window: str | None = None, **settings: Any) -> Funnel:  # noqa: ANN401
    """A funnel of these steps, `A B AB`, each under a name of its own."""
    listed = [step(names) for names in steps.split()] if isinstance(steps, str) else steps
    numbered = [replace(one, name=f"{one.name} {number}") for number, one in enumerate(listed, 1)]
    length = None if window is None else elapsed(window)
    return Funnel(tuple(numbered), window=length, **settings)


def picture(attempt: Attempt) -> str:
    """What an attempt reached, to compare with what was expected: `e1 e3`."""
    return " ".join(reached.event_id for reached in attempt.steps)
