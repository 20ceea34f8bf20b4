"""The funnel marts of the demo company say what plain Python counts over the truth, to the row."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.demo.drop_offs import DropOff, drop_offs
from org_funnels.demo.funnels import FUNNELS, Cohort, Figures, conversion
from org_funnels.demo.paths import Way, ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.python.acceptance.conftest import Truth

    from org_funnels.warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("demo")

COHORT = "cohort_period, cohort_start, segment, segment_value"


def test_every_declared_funnel_is_compared(postgres_demo: Warehouse) -> None:
    declared = postgres_demo.rows("select funnel from analytics_intermediate.int_plan__funnels")

    assert {name for (name,) in declared} == set(FUNNELS)


@pytest.mark.parametrize("funnel", FUNNELS)
def test_conversion_is_what_plain_python_counts(
    postgres_demo: Warehouse, truth: Truth, funnel: str
) -> None:
    expected = {
        key: (*figures[:-2], sum(figures[-2]), sum(figures[-1]))
        for key, figures in conversion(truth.folder, funnel, _as_of(postgres_demo)).items()
    }

    columns = [
        *Figures._fields[:-2],
        "seconds_from_start_sum",
        "seconds_from_previous_sum",
    ]
    found = _by_cohort(postgres_demo, "funnel_conversion", columns, funnel)

    assert any(cohort.period == "day" for cohort, _ in expected)
    assert found == expected


@pytest.mark.parametrize("funnel", FUNNELS)
def test_times_are_what_plain_python_ranks(
    postgres_demo: Warehouse, truth: Truth, funnel: str
) -> None:
    expected = {
        key: (
            figures.entity_count,
            *_median_and_p90(figures.seconds_from_start),
            *_median_and_p90(figures.seconds_from_previous),
        )
        for key, figures in conversion(truth.folder, funnel, _as_of(postgres_demo)).items()
    }

    columns = ["entity_count"] + [
        f"seconds_from_{since}_{what}"
        for since in ("start", "previous")
        for what in ("median", "p90")
    ]
    found = _by_cohort(postgres_demo, "funnel_times", columns, funnel)

    assert found == expected


@pytest.mark.parametrize("funnel", FUNNELS)
def test_drop_offs_are_who_did_not_convert_and_used_it_last(
    postgres_demo: Warehouse, truth: Truth, funnel: str
) -> None:
    expected = drop_offs(truth.folder, funnel, _as_of(postgres_demo))

    columns = ", ".join(DropOff._fields)
    found = {
        entity_id: DropOff(*row)
        for entity_id, *row in postgres_demo.rows(
            f"select entity_id, {columns} from analytics.funnel_drop_offs where funnel = '{funnel}'"
        )
    }

    assert expected
    assert found == expected


@pytest.mark.parametrize("funnel", FUNNELS)
def test_paths_are_what_was_done_between_two_steps(
    postgres_demo: Warehouse, truth: Truth, funnel: str
) -> None:
    expected = {
        way: (count, Decimal(elapsed // timedelta(microseconds=1)) / 1_000_000)
        for way, (count, elapsed) in ways(truth.folder, funnel, _as_of(postgres_demo)).items()
    }

    columns = ", ".join(Way._fields)
    found = {
        Way(*row): (count, seconds)
        for *row, count, seconds in postgres_demo.rows(
            f"select {columns}, entity_count, seconds_sum from analytics.funnel_paths"
            f" where funnel = '{funnel}'"
        )
    }

    assert any(way.is_cut for way in expected)
    assert found == expected


def test_the_demo_has_attempts_of_every_status(postgres_demo: Warehouse) -> None:
    found = postgres_demo.rows("select distinct status from analytics.fct_funnel_attempts")

    assert sorted(found) == [("converted",), ("dropped",), ("excluded",), ("in_progress",)]


def _as_of(warehouse: Warehouse) -> datetime:
    ((as_of,),) = warehouse.rows("select as_of from analytics_intermediate.int_as_of")
    assert isinstance(as_of, datetime)
    return as_of


def _by_cohort(
    warehouse: Warehouse, mart: str, columns: Sequence[str], funnel: str
) -> dict[tuple[Cohort, int], tuple[Any, ...]]:
    rows = warehouse.rows(
        f"select {COHORT}, step_number, {', '.join(columns)} from analytics.{mart}"
        f" where funnel = '{funnel}'"
    )
    return {(Cohort(*row[:4]), row[4]): tuple(row[5:]) for row in rows}


def _median_and_p90(times: Sequence[Decimal]) -> tuple[Decimal | None, Decimal | None]:
    """The mean of the two in the middle, and the nearest rank."""
    if not times:
        return None, None
    nearest_rank = -(-9 * len(times) // 10)
    return median(times), sorted(times)[nearest_rank - 1]
