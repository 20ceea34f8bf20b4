"""The plain search for attempts, on streams small enough to read by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from org_funnels.demo.attempts import (
    Attempt,
    Definition,
    Exclusion,
    Moment,
    Step,
    attempts_of_each,
    best,
    one_after_another,
)

_HOUR = timedelta(hours=1)


def _at(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-01 {time}")


def _moments(*told: str) -> list[Moment]:
    """Moments of one day and entity, each told as its name and its time."""
    return [
        Moment("o-1", _at(time), name, moment_id=f"e-{number}")
        for number, (name, time) in enumerate(item.split() for item in told)
    ]


def _funnel(
    *names: str, is_unordered: bool = False, exclusions: tuple[Exclusion, ...] = ()
) -> Definition:
    return Definition(tuple(Step(name) for name in names), _HOUR, is_unordered, exclusions)


def _attempts(definition: Definition, *told: str) -> list[Attempt]:
    return attempts_of_each(_moments(*told), definition).get("o-1", [])


def _times(attempts: list[Attempt]) -> list[list[str]]:
    return [[f"{moment.at:%H:%M}" for moment in attempt.reached] for attempt in attempts]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["b 09:00", "a 10:00", "c 10:10"], [["10:00"]]),
        (["a 09:00", "b 09:30", "c 09:50"], [["09:00", "09:30", "09:50"]]),
        (["a 09:00", "b 09:00"], [["09:00", "09:00"]]),
        (["a 09:00", "b 10:00"], [["09:00", "10:00"]]),
        (["a 09:00", "b 10:01"], [["09:00"]]),
        (["a 09:00", "a 09:30", "b 10:10"], [["09:00"], ["09:30", "10:10"]]),
        (["b 09:00"], []),
    ],
)
def test_steps_count_in_their_order_within_the_window(
    told: list[str], expected: list[list[str]]
) -> None:
    assert _times(_attempts(_funnel("a", "b", "c"), *told)) == expected


def test_no_moment_fills_two_steps() -> None:
    twice = _funnel("a", "b", "a")

    assert _times(_attempts(twice, "a 09:00", "b 09:00")) == [["09:00", "09:00"]]
    assert _times(_attempts(twice, "a 09:00", "b 09:00", "a 09:00")) == [["09:00"] * 3] * 2


def test_a_later_moment_is_taken_where_only_it_leads_on() -> None:
    soon = Definition(
        (Step("a"), Step("b"), Step("c", within=timedelta(minutes=10))), timedelta(hours=9)
    )

    found = _attempts(soon, "a 09:00", "b 09:30", "b 11:00", "c 11:10")

    assert _times(found) == [["09:00", "11:00", "11:10"]]


def test_only_the_first_of_a_name_fills_a_step_for_the_first_time() -> None:
    first = Definition((Step("a", is_first=True), Step("b")), _HOUR)

    assert _times(_attempts(first, "a 09:00", "a 11:00", "b 11:10")) == [["09:00"]]


@pytest.mark.parametrize(
    ("told", "expected", "is_excluded"),
    [
        (["a 09:00", "x 09:10", "b 09:20", "c 09:30"], ["09:00"], True),
        (["a 09:00", "b 09:20", "x 09:25", "c 09:30"], ["09:00", "09:20"], True),
        (["a 09:00", "b 09:20", "c 09:30", "x 09:30"], ["09:00", "09:20", "09:30"], False),
        (["a 09:00", "x 09:00", "b 09:20"], ["09:00", "09:20"], False),
        (["a 09:00", "b 09:20", "x 10:00"], ["09:00", "09:20"], True),
        (["a 09:00", "b 09:20", "x 10:01"], ["09:00", "09:20"], False),
    ],
)
def test_an_exclusion_ends_an_attempt_between_its_steps(
    told: list[str], expected: list[str], *, is_excluded: bool
) -> None:
    funnel = _funnel("a", "b", "c", exclusions=(Exclusion("x", after_step=1, before_step=3),))

    (attempt,) = _attempts(funnel, *told)

    assert _times([attempt]) == [expected]
    assert (attempt.excluded_at is not None) == is_excluded


def test_an_exclusion_waits_for_the_step_that_it_comes_after() -> None:
    funnel = _funnel("a", "b", exclusions=(Exclusion("x", after_step=2, before_step=3),))

    (attempt,) = _attempts(funnel, "a 09:00", "x 09:10")

    assert attempt.excluded_at is None


def test_unordered_steps_count_from_every_moment_of_one() -> None:
    found = _attempts(_funnel("a", "b", is_unordered=True), "b 09:00", "a 09:30", "b 10:20")

    assert _times(found) == [["09:00", "09:30"], ["09:30", "10:20"], ["10:20"]]


def test_the_best_has_most_steps_then_is_clean_then_ends_early_then_starts_late() -> None:
    funnel = _funnel("a", "b", exclusions=(Exclusion("x", after_step=1, before_step=2),))

    assert _best(funnel, "a 08:00", "a 10:00", "b 10:30") == ["10:00", "10:30"]
    assert _best(funnel, "a 10:00", "x 10:10", "a 10:20", "b 10:30") == ["10:20", "10:30"]
    assert _best(funnel, "a 08:00", "b 08:30", "a 10:00", "b 10:10") == ["08:00", "08:30"]
    assert _best(funnel, "a 08:00", "a 08:10", "b 08:30") == ["08:10", "08:30"]


def _best(funnel: Definition, *told: str) -> list[str]:
    return _times([best(_attempts(funnel, *told))])[0]


def test_attempts_in_turn_begin_after_the_end_of_the_one_before() -> None:
    funnel = _funnel("a", "b", exclusions=(Exclusion("x", after_step=1, before_step=2),))
    told = [
        "a 08:00", "a 08:10", "b 08:20",
        "a 08:20", "x 08:30",
        "a 09:00", "a 10:00",
        "a 10:01",
    ]  # fmt: skip

    counted = list(one_after_another(_attempts(funnel, *told), funnel))

    assert [f"{attempt.entered_at:%H:%M}" for attempt in counted] == ["08:00", "09:00", "10:01"]


def test_an_attempt_is_in_progress_until_its_window_is_over() -> None:
    funnel = _funnel("a", "b")
    (attempt,) = _attempts(funnel, "a 09:00")

    assert attempt.status(funnel, _at("09:59")) == "in_progress"
    assert attempt.status(funnel, _at("10:00")) == "dropped"
