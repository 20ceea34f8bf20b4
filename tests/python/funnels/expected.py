"""What the oracle says, in the rows that the macros give."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tests.python.funnels.macro_call import COLUMNS, ENTRIES, POLICIES
from tests.python.funnels.oracle import funnel_attempts, funnel_results, funnel_sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.python.funnels.definition import Event, Funnel
    from tests.python.funnels.engine import Row
    from tests.python.funnels.oracle import Attempt


def expected_answers(events: Iterable[Event], funnel: Funnel) -> list[Row]:
    """As `Engine.answers`, in some order."""
    return list(_answers(funnel_attempts(events, funnel), funnel))


def _answers(attempts: list[Attempt], funnel: Funnel) -> Iterator[Row]:
    for attempt in attempts:
        yield ("attempts", None, *_row(attempt, funnel))
    for entry, policy in product(ENTRIES, POLICIES):
        for result in funnel_results(attempts, entry, policy):
            yield (f"{entry} {policy}", None, *_row(result, funnel))
    for number, attempt in funnel_sequence(attempts, funnel.window):
        yield ("sequence", number, *_row(attempt, funnel))


def _row(attempt: Attempt, funnel: Funnel) -> Row:
    missing = len(funnel.steps) - len(attempt.steps)
    reached = [(step.at, step.event_id, step.user_id, step.number) for step in attempt.steps]
    # only an unordered funnel says which step it is
    width = 4 if funnel.order == "unordered" else 3
    steps = [step[:width] for step in (*reached, *[(None, None, None, None)] * missing)]
    return (*(getattr(attempt, column) for column in COLUMNS), *(v for step in steps for v in step))
