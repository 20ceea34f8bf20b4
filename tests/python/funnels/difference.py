"""Where an engine and the oracle differ, on as few events as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.python.funnels.expected import expected_answers
from tests.python.funnels.macro_call import attempts_call

from org_funnels.tracking_plan.generate.jinja import expression

if TYPE_CHECKING:
    from tests.python.funnels.definition import Event, Funnel
    from tests.python.funnels.engine import Engine, Row


def smallest_difference(events: list[Event], funnel: Funnel, engine: Engine) -> list[Event] | None:
    """The events on which they differ, without those that play no part; None where they agree."""
    different = {row[2] for row in _differences(events, funnel, engine)}
    if not different:
        return None
    of_one = [event for event in events if event.entity_id == min(different)]
    smallest = of_one if _differences(of_one, funnel, engine) else events
    for event in list(smallest):
        without = [other for other in smallest if other is not event]
        if _differences(without, funnel, engine):
            smallest = without
    return smallest


def report(events: list[Event] | None, funnel: Funnel, engine: Engine) -> str:
    """The funnel, the events, and what each of the two says."""
    rows = _differences(events or [], funnel, engine)
    expected = set(expected_answers(events or [], funnel))
    return "\n".join(
        [
            f"{engine.name} differs from the definition",
            expression(attempts_call(funnel)),
            *(f"{event}" for event in events or []),
            *(f"{'expected' if row in expected else 'found'} {row}" for row in rows),
        ]
    )


def _differences(events: list[Event], funnel: Funnel, engine: Engine) -> list[Row]:
    """The rows that only one of them gives, or that the engine gives twice."""
    engine.load(events)
    found = engine.answers(funnel)
    differing = set(found) ^ set(expected_answers(events, funnel))
    twice = {row for row in found if found.count(row) > 1} if len(set(found)) < len(found) else ()
    return sorted(differing.union(twice), key=str)
