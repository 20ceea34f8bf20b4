"""The budgets: how many times as long as something else a question may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from benchmarks.contenders import (
    BOUND,
    EVENTS,
    FEWER_EVENTS,
    ONE_ORG,
    SELF_JOIN,
    SORTED_EVENTS,
    STEP_TABLE,
    STRICT_ONCE,
    TIMES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.race import Timing

Verdict = Literal["met", "not met", "not measured"]


@dataclass(frozen=True)
class Budget:
    """What is timed, what it is compared with, and how many times as long it may take at most."""

    timed: str
    compared: str
    at_most: float

    def verdict(self, timings: Mapping[str, Timing]) -> Verdict:
        """Whether it is met; a run that did not finish has no ratio, and meets no budget."""
        ratio = ratio_of(self.timed, self.compared, timings)
        if ratio is None:
            return "not measured"
        is_met = ratio <= self.at_most and timings[self.timed].is_finished
        return "met" if is_met else "not met"


@dataclass(frozen=True)
class Lead:
    """What is timed, and how many times as long the other must take at least."""

    timed: str
    other: str
    at_least: float

    def verdict(self, timings: Mapping[str, Timing]) -> Verdict:
        """Met also where the other did not finish in time."""
        ratio = ratio_of(self.other, self.timed, timings)
        if ratio is None:
            return "not measured"
        return "met" if ratio >= self.at_least or not timings[self.other].is_finished else "not met"


def ratio_of(timed: str, compared: str, timings: Mapping[str, Timing]) -> float | None:
    """Medians. Of what did not finish the limit counts, which is less than it takes."""
    if timed not in timings or compared not in timings or not timings[compared].is_finished:
        return None
    return timings[timed].median / timings[compared].median


BUDGETS = (
    Budget(f"DuckDB, {EVENTS}: {TIMES}", f"ClickHouse, {EVENTS}: {STRICT_ONCE}", 1),
    Budget(f"DuckDB, {STEP_TABLE}: {TIMES}", f"ClickHouse, {SORTED_EVENTS}: {STRICT_ONCE}", 3),
    Budget(f"PostgreSQL, {STEP_TABLE}: {TIMES}", f"PostgreSQL, {STEP_TABLE}: {BOUND}", 5),
    Budget(f"DuckDB, {ONE_ORG}: {TIMES}", f"DuckDB, {FEWER_EVENTS}: {TIMES}", 2),
    Budget(f"PostgreSQL, {ONE_ORG}: {TIMES}", f"PostgreSQL, {FEWER_EVENTS}: {TIMES}", 2),
)
LEADS = (Lead(f"PostgreSQL, {EVENTS}: {TIMES}", f"PostgreSQL, {EVENTS}: {SELF_JOIN}", 20),)
