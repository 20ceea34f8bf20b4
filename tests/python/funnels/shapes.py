"""Funnels of every shape: a fixed set, as diverse as a seed makes it. FUNNEL_SEED makes others."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.python.funnels.definition import Exclusion, Funnel, Order, Step, every_event
from tests.python.funnels.predicates import APART, EXCLUDING, MIXED, labels

if TYPE_CHECKING:
    from tests.python.funnels.definition import FirstTime, Predicate, Test

_SEED = int(os.environ.get("FUNNEL_SEED", "3"))
_COUNT = 160

_ORDERS: tuple[Order, ...] = ("ordered", "ordered", "ordered", "strict", "unordered")
_STEP_COUNTS = (1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6)
_WINDOWS = (None, None, 1800, 3600, 3600, 5400, 7200, 3601)
_WITHINS = (None, 1800, 1800, 3600, 1801)

# What `any` may look for the first among, where it is not the step's own event.
_FIRST_OF: tuple[tuple[str, Test], ...] = (
    ("amount is not null", lambda event: event.amount is not None),
    ("event_name = 'b'", lambda event: event.event_name == "b"),
)

# Days on which streams happen (see streams.py), in zones whose clocks jump in that night, twice
# over midnight and once back to it.
_DATES = (
    ("UTC", "2024-03-31", None),
    ("UTC", "2024-03-30", "2024-03-30"),
    ("Europe/Berlin", "2024-03-31", "2024-03-31"),
    ("Asia/Beirut", None, "2024-03-30"),
    ("Asia/Beirut", "2024-03-31", None),
    ("US/Pacific", "2024-11-03", None),
    ("America/Havana", "2024-11-03", "2024-11-03"),
    ("America/Havana", None, "2024-11-02"),
    ("America/Sao_Paulo", "2018-11-04", "2024-03-30"),
    ("America/Sao_Paulo", None, "2018-11-03"),
    ("Asia/Kathmandu", "2024-03-31", None),
)
_NO_DATES = ("UTC", None, None)
_AS_OF = (None, None, "2024-03-31 00:00:00", "2024-03-31 01:00:00.000001", "2018-11-04 02:30:00")


def all_shapes() -> dict[str, Funnel]:
    """The set, each funnel by what it is and a number."""
    random = Random(_SEED)  # noqa: S311  (no secret)
    found = [_shape(random) for _ in range(_COUNT)]
    return {f"{number:03}-{_family(funnel)}": funnel for number, funnel in enumerate(found)}


def _family(funnel: Funnel) -> str:
    """The order, and what else makes it special."""
    traits = {
        "within": any(step.within for step in funnel.steps),
        "first": any(step.first_time for step in funnel.steps),
        "exclusions": bool(funnel.exclusions),
        "dates": funnel.date_from is not None or funnel.date_to is not None,
    }
    return "-".join([funnel.order, *(name for name, has in traits.items() if has)])


def _shape(random: Random) -> Funnel:
    order = random.choice(_ORDERS)
    timezone, date_from, date_to = random.choice(_DATES) if random.random() < 0.2 else _NO_DATES
    as_of = random.choice(_AS_OF)
    steps = _steps(random, order)
    return Funnel(
        steps=steps,
        order=order,
        window=_seconds(random.choice(_WINDOWS)),
        exclusions=() if order == "unordered" else _exclusions(random, len(steps)),
        as_of=None if as_of is None else datetime.fromisoformat(as_of),
        maturity=timedelta(seconds=random.choice((3600, 5400, 30 * 86400))),
        date_from=None if date_from is None else date.fromisoformat(date_from),
        date_to=None if date_to is None else date.fromisoformat(date_to),
        timezone=timezone,
        keeps_users=random.random() < 0.8,
    )


def _steps(random: Random, order: Order) -> tuple[Step, ...]:
    count = random.choice(_STEP_COUNTS)
    steps = _matching_steps(random, count)
    if random.random() < 0.2:
        steps = [_first_time(random, step) for step in steps]
    if order != "unordered" and random.random() < 0.4:
        later = [replace(step, within=_seconds(random.choice(_WITHINS))) for step in steps[1:]]
        steps = [steps[0], *later]
    return tuple(steps)


def _matching_steps(random: Random, count: int) -> list[Step]:
    """Steps of one event each that are all apart, or any; some say by labels what is apart."""
    is_apart = count <= len("abcd") and random.random() < 0.4
    predicates = _apart(random, count) if is_apart else random.choices(MIXED, k=count)
    steps = [Step(f"step {number}", one) for number, one in enumerate(predicates, 1)]
    if random.random() < 0.4:
        own = labels(predicates)
        return [replace(step, overlap=label) for step, label in zip(steps, own, strict=True)]
    return steps


def _apart(random: Random, count: int) -> list[Predicate]:
    """Predicates of one event each, no event twice."""
    shuffled = random.sample(APART, k=len(APART))
    by_event = {predicate.macro["event"]: predicate for predicate in shuffled}
    return list(by_event.values())[:count]


def _first_time(random: Random, step: Step) -> Step:
    kind: FirstTime | None = random.choice((None, "any", "matching"))
    if kind == "any" and random.random() < 0.3:
        sql, test = random.choice(_FIRST_OF)
        return replace(step, first_time=kind, named=test, first_of=sql)
    event = step.predicate.macro.get("event")
    named = every_event if event is None else lambda one: one.event_name == event
    return replace(step, first_time=kind, named=named)


def _exclusions(random: Random, step_count: int) -> tuple[Exclusion, ...]:
    count = random.choice((0, 0, 1, 1, 2)) if step_count > 1 else 0
    return tuple(
        Exclusion(random.choice(EXCLUDING), *sorted(random.sample(range(1, step_count + 1), 2)))
        for _ in range(count)
    )


def _seconds(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
