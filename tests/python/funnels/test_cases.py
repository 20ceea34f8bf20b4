"""What other engines state of their own test cases, on both engines by the public macros."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING, Any

import pytest
from tests.python.funnels.cases import FILE, Case, all_cases
from tests.python.funnels.expected import expected_answers
from tests.python.funnels.macro_call import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.python.funnels.engine import Engine, Row

pytestmark = pytest.mark.xdist_group("funnels")

CASES = all_cases()

Result = dict[str, Any]


@pytest.mark.skipif(not CASES, reason=f"the cases are not at {FILE}")
def test_the_cases_are_there() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 97


@pytest.mark.parametrize("engine_name", ["postgres", "duckdb"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_has_the_numbers_that_its_engine_states(
    case: Case, engine_name: str, engines: dict[str, Engine]
) -> None:
    engine = engines[engine_name]

    engine.load(case.events)
    rows = engine.answers(case.funnel)

    for name, stated in case.expected.items():
        assert _as_stated(_NUMBERS[name](case, rows), stated) == stated, name
    assert Counter(rows) == Counter(expected_answers(case.events, case.funnel))


def _as_stated(found: Any, stated: Any) -> Any:  # noqa: ANN401  (JSON's values)
    """What was found, but null where nothing is stated."""
    if isinstance(stated, list):
        return [one if said is not None else None for one, said in zip(found, stated, strict=True)]
    return found


def _results(case: Case, rows: list[Row]) -> list[Result]:
    """One row per entity, as the case counts them."""
    return _answer(case, rows, f"{case.entry} {case.on_exclusion}")


def _answer(case: Case, rows: list[Row], answer: str) -> list[Result]:
    columns = columns_of(case.funnel)
    return [dict(zip(columns, row[2:], strict=True)) for row in rows if row[0] == answer]


def _step_numbers(case: Case) -> range:
    return range(1, len(case.funnel.steps) + 1)


def _per_step_counts(case: Case, rows: list[Row]) -> list[int]:
    reached = [result["steps_reached"] for result in _results(case, rows)]
    return [sum(one >= number for one in reached) for number in _step_numbers(case)]


def _per_actor_max_step(case: Case, rows: list[Row]) -> dict[str, int]:
    """Nothing reached, for those who have events but no result."""
    entities = {event.entity_id for event in case.events if event.entity_id is not None}
    reached = {result["entity_id"]: result["steps_reached"] for result in _results(case, rows)}
    return {entity: reached.get(entity, 0) for entity in entities}


def _seconds_from_previous(case: Case, rows: list[Row]) -> list[list[float]]:
    """For each step, of each entity that reached it; for the first none."""
    return [
        [
            (result[f"step_{step}_at"] - result[f"step_{step - 1}_at"]).total_seconds()
            for result in _results(case, rows)
            if result["steps_reached"] >= step > 1
        ]
        for step in _step_numbers(case)
    ]


def _average_conversion_seconds(case: Case, rows: list[Row]) -> list[float | None]:
    return [mean(each) if each else None for each in _seconds_from_previous(case, rows)]


def _median_conversion_seconds(case: Case, rows: list[Row]) -> list[float | None]:
    return [median(each) if each else None for each in _seconds_from_previous(case, rows)]


def _conversion_seconds_per_actor(case: Case, rows: list[Row]) -> dict[str, float]:
    return {
        result["entity_id"]: (result["last_reached_at"] - result["entered_at"]).total_seconds()
        for result in _results(case, rows)
        if result["status"] == "converted"
    }


def _histogram(case: Case, rows: list[Row]) -> list[list[float]]:
    """How many converted in so many seconds or more, but less than the next."""
    starts = [float(start) for start, _ in case.expected["histogram"]]
    seconds = _conversion_seconds_per_actor(case, rows).values()
    return [
        [start, sum(start <= one < end for one in seconds)]
        for start, end in pairwise([*starts, float("inf")])
    ]


def _per_breakdown_counts(case: Case, rows: list[Row]) -> dict[str, list[int]]:
    """By the one property of the events that entered, '' for those without."""
    properties = {event.event_id: event.properties or {} for event in case.events}
    keys = {key for result in _results(case, rows) for key in properties[result["attempt_id"]]}
    counts: dict[str, list[int]] = {}
    for result in _results(case, rows):
        value = properties[result["attempt_id"]].get(min(keys), "")
        of_value = counts.setdefault(value, [0 for _ in _step_numbers(case)])
        for number in range(result["steps_reached"]):
            of_value[number] += 1
    return counts


def _totals_conversions(case: Case, rows: list[Row]) -> int:
    return sum(one["status"] == "converted" for one in _answer(case, rows, "sequence"))


_NUMBERS: dict[str, Callable[[Case, list[Row]], Any]] = {
    "per_step_counts": _per_step_counts,
    "per_actor_max_step": _per_actor_max_step,
    "average_conversion_seconds": _average_conversion_seconds,
    "median_conversion_seconds": _median_conversion_seconds,
    "conversion_seconds_per_actor": _conversion_seconds_per_actor,
    "histogram": _histogram,
    "per_breakdown_counts": _per_breakdown_counts,
    "totals_conversions": _totals_conversions,
}
