"""What the demo's funnels show, by the independent count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from org_funnels.demo.clock import END
from org_funnels.demo.funnels import FUNNELS, Cohort, Figures, attempts, conversion
from org_funnels.tracking_plan.loader import load_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.python.demo.conftest import Demo

PROJECT = Path(__file__).parents[3]


def test_every_declared_funnel_is_counted() -> None:
    assert set(FUNNELS) == set(load_plan(PROJECT).funnels)


@pytest.mark.parametrize("name", FUNNELS)
def test_the_demo_loses_somebody_at_every_step(default: Demo, name: str) -> None:
    counts = _entity_counts(default, name)

    assert counts == sorted(set(counts), reverse=True)
    assert counts[-1] > 0


def test_ruby_orgs_pay_more_often_than_java_orgs(default: Demo) -> None:
    ruby = _entity_counts(default, "user_to_paying_org", "language", "ruby")
    java = _entity_counts(default, "user_to_paying_org", "language", "java")

    assert ruby[-1] / ruby[0] > 1.3 * java[-1] / java[0]


def test_some_attempts_are_excluded_and_some_entities_try_again(default: Demo) -> None:
    found = attempts(default.folder, "second_repo").values()

    assert any(attempt.excluded_at for of_entity in found for attempt in of_entity)
    assert any(len(of_entity) > 1 for of_entity in found)


def test_segments_and_days_add_up_to_the_whole(small: Demo) -> None:
    figures = conversion(small.folder, "user_to_paying_org", END)

    whole = figures[Cohort("all", None, "all", "all"), 1]
    countries = _of_step_1(figures, period="all", segment="country")
    days = _of_step_1(figures, period="day", segment="all")

    assert len(countries) > 1
    assert sum(item.entity_count for item in countries) == whole.entity_count
    assert sum(item.attempt_count for item in days) == whole.attempt_count


def _of_step_1(
    figures: Mapping[tuple[Cohort, int], Figures], period: str, segment: str
) -> list[Figures]:
    return [
        item
        for (cohort, number), item in figures.items()
        if (cohort.period, cohort.segment, number) == (period, segment, 1)
    ]


def _entity_counts(
    demo: Demo, name: str, segment: str = "all", value: str | None = "all"
) -> list[int]:
    """Entities by step over all time."""
    figures = conversion(demo.folder, name, END)
    cohort = Cohort("all", None, segment, value)
    steps = range(1, len(FUNNELS[name].definition.steps) + 1)
    return [figures[cohort, number].entity_count for number in steps]
