"""A funnel and its events as values: what the oracle judges and the macros are called with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

Order = Literal["ordered", "strict", "unordered"]
Entry = Literal["best", "first"]
OnExclusion = Literal["end_attempt", "drop_entity"]
FirstTime = Literal["any", "matching"]


@dataclass(frozen=True)
class Event:
    """One row of the input. Times are UTC without a zone, as in the warehouse."""

    event_id: str | None
    entity_id: str | None
    occurred_at: datetime | None
    event_name: str | None = None
    user_id: str | None = None
    amount: int | None = None
    properties: Mapping[str, str] | None = None


Test = Callable[[Event], bool | None]


def every_event(_: Event) -> bool:
    """The test of a step that takes any event."""
    return True


@dataclass(frozen=True, eq=False)
class Predicate:
    """One test of an event, in Python and as the macros take it. None counts as false."""

    holds: Test
    macro: Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """What fills a step. `named` is what `first_time: any` looks for the first among.

    The macros know it by the predicate's event; where it is another, `first_of` says it in SQL.
    """

    name: str
    predicate: Predicate
    first_time: FirstTime | None = None
    named: Test = every_event
    first_of: str | None = None
    within: timedelta | None = None
    overlap: str | None = None


@dataclass(frozen=True)
class Exclusion:
    """What ends an attempt between two steps, counted from 1."""

    predicate: Predicate
    from_step: int
    to_step: int


@dataclass(frozen=True)
class Funnel:
    """A funnel, as DESIGN.md 6 defines it."""

    steps: tuple[Step, ...]
    order: Order = "ordered"
    window: timedelta | None = None
    exclusions: tuple[Exclusion, ...] = ()
    as_of: datetime | None = None
    maturity: timedelta = timedelta(days=30)
    date_from: date | None = None
    date_to: date | None = None
    timezone: str = "UTC"
    keeps_users: bool = True

    @property
    def tests(self) -> list[Test]:
        """All that it asks of an event."""
        steps = [step.predicate.holds for step in self.steps]
        exclusions = [exclusion.predicate.holds for exclusion in self.exclusions]
        firsts = [step.named for step in self.steps if step.first_time]
        return steps + exclusions + firsts
