"""The independent count, on examples small enough to count by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from org_funnels.demo.clock import moment
from org_funnels.demo.funnels import Attempt, Moment, best_attempts, count, count_funnels

if TYPE_CHECKING:
    from tests.python.demo.conftest import Demo
_DAY = timedelta(days=1)


def test_steps_count_in_their_order_only() -> None:
    moments = _moments("o-1", "b 09:00", "a 10:00", "c 11:00")

    assert count(moments, ("a", "b", "c"), _DAY).overall == (1, 0, 0)


def test_the_end_of_the_window_is_inside() -> None:
    at_end = [Moment("o-1", moment("2026-06-01"), "a"), Moment("o-1", moment("2026-06-02"), "b")]
    after = [*at_end[:1], Moment("o-1", moment("2026-06-02 00:00:00.000001"), "b")]

    assert count(at_end, ("a", "b"), _DAY).overall == (1, 1)
    assert count(after, ("a", "b"), _DAY).overall == (1, 0)


def test_steps_of_one_moment_count() -> None:
    moments = _moments("o-1", "b 10:00", "a 10:00")

    assert count(moments, ("a", "b"), _DAY).overall == (1, 1)


def test_each_entity_counts_once_by_its_best_attempt() -> None:
    moments = [
        *_moments("o-1", "a 08:00", "a 09:00", "b 10:00", "a 11:00"),
        *_moments("o-2", "a 08:00"),
    ]

    assert count(moments, ("a", "b"), _DAY).overall == (2, 1)


def test_the_best_attempt_finishes_early_and_starts_late() -> None:
    moments = _moments("o-1", "a 08:00", "a 09:00", "b 10:00", "a 11:00", "b 12:00")

    assert best_attempts(moments, ("a", "b"), _DAY) == [
        Attempt("o-1", (moment("2026-06-01 09:00"), moment("2026-06-01 10:00")))
    ]


def test_segments_are_of_the_entry_and_sum_to_the_whole() -> None:
    moments = [*_moments("o-1", "a 08:00", "b 09:00"), *_moments("o-2", "a 10:00")]

    before_nine = moment("2026-06-01 09:00")
    counted = count(moments, ("a", "b"), _DAY, lambda _, at: "ruby" if at < before_nine else None)

    assert counted.overall == (2, 1)
    assert counted.by_segment == {"ruby": (1, 1), None: (1, 0)}


def test_the_demo_loses_orgs_and_visitors_at_every_step(default: Demo) -> None:
    funnels = count_funnels(default.folder)

    for funnel in (
        funnels.visitor_to_user,
        funnels.user_to_paying_org,
        funnels.paying_to_higher_tier,
    ):
        assert list(funnel.overall) == sorted(set(funnel.overall), reverse=True)
        assert funnel.overall[-1] > 0


def test_ruby_orgs_pay_more_often_than_java_orgs(default: Demo) -> None:
    by_language = count_funnels(default.folder).user_to_paying_org.by_segment

    ruby, java = by_language["ruby"], by_language["java"]

    assert ruby[-1] / ruby[0] > 1.3 * java[-1] / java[0]


def test_a_narrow_window_reaches_less(small: Demo) -> None:
    wide = count_funnels(small.folder).user_to_paying_org.overall
    narrow = count_funnels(
        small.folder, user_to_paying_org=timedelta(days=2)
    ).user_to_paying_org.overall

    assert narrow[0] == wide[0]
    assert narrow[-1] < wide[-1]


def _moments(entity_id: str, *told: str) -> list[Moment]:
    """Moments of one day, each told as its name and its time."""
    return [
        Moment(entity_id, moment(f"2026-06-01 {time}"), name)
        for name, time in (item.split() for item in told)
    ]
