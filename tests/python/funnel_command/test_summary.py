"""Counts and times from a list of results."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from org_funnels.funnel.outcome import SegmentOutcome, Times
from org_funnels.funnel.query import Answers
from org_funnels.funnel.summary import Result, segment_outcomes, step_outcomes, times

if TYPE_CHECKING:
    from org_funnels.funnel.outcome import Status

_START = datetime.fromisoformat("2026-03-01 09:00:00")


def _result(*hours: float, status: Status = "dropped", segment: str | None = None) -> Result:
    reached_at = tuple(_START + timedelta(hours=hour) for hour in (0, *hours))
    return Result("o", status, reached_at, (segment,))


def _seconds(*values: float) -> list[int]:
    return [int(value * 1_000_000) for value in values]


@pytest.mark.parametrize(
    ("values", "mean", "median", "p90"),
    [
        ((7,), 7, 7, 7),
        ((4, 1), 2.5, 2.5, 4),
        ((9, 1, 2), 4, 2, 9),
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 5.5, 5.5, 9),
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 6, 6, 10),
        ((0.000001, 0.000002), 0.0000015, 0.0000015, 0.000002),
    ],
)
def test_the_median_is_between_the_middle_two_and_the_percentile_is_one_of_them(
    values: tuple[float, ...], mean: float, median: float, p90: float
) -> None:
    assert times(_seconds(*values)) == Times(mean=mean, median=median, p90=p90)


def test_nobody_has_no_times() -> None:
    assert times([]) is None


def test_a_step_counts_all_that_came_so_far_and_who_waits_there() -> None:
    results = [
        _result(1, 4, status="converted"), _result(2, status="in_progress"), _result(),
        _result(status="in_progress"),
    ]  # fmt: skip
    answers = Answers(results, mature={1: 5, 3: 2}, attempts={1: 1, 2: 3}, left_out=[])

    first, second, third = step_outcomes(["a", "b", "c"], answers)

    assert [step.entity_count for step in (first, second, third)] == [4, 2, 1]
    assert [step.mature_entity_count for step in (first, second, third)] == [7, 2, 2]
    assert [step.attempt_count for step in (first, second, third)] == [4, 3, 0]
    assert [step.in_progress_entity_count for step in (first, second, third)] == [1, 1, 0]


def test_times_run_from_the_start_and_from_the_step_before() -> None:
    answers = Answers([_result(1, 4), _result(2)], mature={}, attempts={}, left_out=[])

    first, second, third = step_outcomes(["a", "b", "c"], answers)

    assert first.seconds_from_start == Times(mean=0, median=0, p90=0)
    assert first.seconds_from_previous is None
    assert second.seconds_from_start == Times(mean=5400, median=5400, p90=7200)
    assert second.seconds_from_previous == second.seconds_from_start
    assert third.seconds_from_start == Times(mean=14_400, median=14_400, p90=14_400)
    assert third.seconds_from_previous == Times(mean=10_800, median=10_800, p90=10_800)


def test_a_segments_values_add_up_and_null_is_one_of_them() -> None:
    results = [
        _result(1, segment="go"), _result(), _result(segment="null"), _result(segment="go"),
        _result(1), _result(segment="c"),
    ]  # fmt: skip

    assert segment_outcomes(0, 2, results) == [
        SegmentOutcome(value="go", entity_counts=[2, 1]),
        SegmentOutcome(value=None, entity_counts=[2, 1]),
        SegmentOutcome(value="c", entity_counts=[1, 0]),
        SegmentOutcome(value="null", entity_counts=[1, 0]),
    ]
