"""The budgets of a run, as ratios of model time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.budget import Budget
from benchmarks.increments import steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_TIMES_THE_UNION = {"DuckDB": 3.0, "PostgreSQL": 7.0}
MOST_SECONDS_ABOVE_FACTS_AND_MARTS = 30.0
_LONGER_BY = 10


def budgets(engine: str, histories: Sequence[int]) -> Iterable[Budget]:
    """Those of one engine."""

    def budget(timed: str, compared: str, at_most: float) -> Budget:
        return Budget(f"{engine}, {timed}", f"{engine}, {compared}", at_most)

    yield budget(steps.LEDGER, steps.UNION, MOST_TIMES_THE_UNION[engine])
    yield budget(steps.NEW, steps.FULL, 0.05)
    yield budget(steps.NOTHING, steps.FULL, 0.01)
    for history in histories:
        longer = history * _LONGER_BY
        if longer in histories:
            yield budget(steps.same_new(longer), steps.same_new(history), 1.2)
    for step in (steps.RENAME, steps.CORRECTION, steps.LINK):
        yield budget(step, steps.NEW, 2)
