"""A funnel as a call of the public macros, and all that they say of it as one statement."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from org_funnels.tracking_plan.generate.jinja import Call, expression

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from tests.python.funnels.definition import (
        Entry,
        Exclusion,
        Funnel,
        OnExclusion,
        Step,
    )

EVENTS = "trials.events"

ENTRIES: tuple[Entry, ...] = ("best", "first")
POLICIES: tuple[OnExclusion, ...] = ("end_attempt", "drop_entity")

COLUMNS = (
    "entity_id",
    "attempt_id",
    "entered_at",
    "steps_reached",
    "steps_before_exclusion",
    "status",
    "is_mature",
    "matures_at",
    "last_reached_at",
    "finished_at",
    "excluded_at",
)

_UNITS = (("week", 604800), ("day", 86400), ("hour", 3600), ("minute", 60))


def all_answers(funnel: Funnel) -> str:
    """A model: every row of attempts, results by each entry and policy, and the sequence.

    The first column says which of these a row is of, the second is its number in the sequence.
    """
    answers = [_answer("attempts", "select * from attempts", funnel)]
    for entry, policy in product(ENTRIES, POLICIES):
        results = expression(results_call(entry, policy))
        answers.append(_answer(f"{entry} {policy}", results, funnel))
    sequence = expression(sequence_call(funnel))
    answers.append(_answer("sequence", sequence, funnel, number="sequence_number"))
    attempts = f"with attempts as (\n{expression(attempts_call(funnel))}\n)\n\n"
    return attempts + "\n\nunion all\n\n".join(answers)


def _answer(name: str, select: str, funnel: Funnel, number: str = "cast(null as integer)") -> str:
    columns = ", ".join(columns_of(funnel))
    head = f"select '{name}' as answer, {number} as number, {columns}"
    return f"{head}\nfrom (\n{select}\n) as answered"


def columns_of(funnel: Funnel) -> list[str]:
    """The columns of an attempt, in order."""
    numbers = range(1, len(funnel.steps) + 1)
    kinds = ["at", "event_id", "user_id", *(["number"] if funnel.order == "unordered" else [])]
    return [*COLUMNS, *(f"step_{number}_{kind}" for number, kind in product(numbers, kinds))]


def attempts_call(funnel: Funnel) -> Call:
    """The call of funnel_attempts() with what differs from its defaults."""
    settings: dict[str, Any] = {
        "window": _duration(funnel.window),
        "order": None if funnel.order == "ordered" else funnel.order,
        "exclusions": [_exclusion(one, funnel) for one in funnel.exclusions],
        "as_of": _moment(funnel.as_of),
        "maturity": _duration(funnel.maturity),
        "date_from": _day(funnel.date_from),
        "date_to": _day(funnel.date_to),
        "timezone": None if funnel.timezone == "UTC" else funnel.timezone,
        "user_id": "user_id" if funnel.keeps_users else None,
    }
    given = tuple((name, value) for name, value in settings.items() if value)
    steps = [_step(step) for step in funnel.steps]
    return Call("org_funnels.funnel_attempts", (EVENTS, steps), given)


def results_call(entry: str, on_exclusion: str) -> Call:
    """The call of funnel_results()."""
    named = (("entry", entry), ("on_exclusion", on_exclusion))
    return Call("org_funnels.funnel_results", ("attempts",), named)


def sequence_call(funnel: Funnel) -> Call:
    """The call of funnel_sequence()."""
    window = _duration(funnel.window)
    return Call("org_funnels.funnel_sequence", ("attempts",), (("window", window),))


def _step(step: Step) -> dict[str, Any]:
    settings: dict[str, Any] = {"name": step.name, **step.predicate.macro}
    if step.first_time is not None:
        settings["first_time"] = step.first_time
    if step.first_of is not None:
        settings["first_of"] = step.first_of
    if step.within is not None:
        settings["within"] = _duration(step.within)
    if step.overlap is not None:
        settings["overlap"] = step.overlap
    return settings


def _exclusion(exclusion: Exclusion, funnel: Funnel) -> dict[str, Any]:
    return {
        **exclusion.predicate.macro,
        "from_step": funnel.steps[exclusion.from_step - 1].name,
        "to_step": funnel.steps[exclusion.to_step - 1].name,
    }


def _duration(length: timedelta | None) -> str | int | None:
    """`2 hours` where a unit says it, else seconds: both are read."""
    if length is None:
        return None
    seconds = int(length.total_seconds())
    for unit, size in _UNITS:
        if seconds % size == 0:
            count = seconds // size
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return seconds


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else f"timestamp '{moment.isoformat(sep=' ')}'"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
