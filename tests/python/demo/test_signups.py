"""Signups are lost where and because the demo says, and clearly so."""

from __future__ import annotations

from collections import Counter
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.python.demo.conftest import Demo
_ALPHA = 0.001
_LOST_AT_MOST = 0.05
_BROKEN_DAYS = ("2026-06-16", "2026-06-17", "2026-06-18", "2026-06-19")


def test_lost_signups_are_the_customers_without_an_event_of_their_id(demo: Demo) -> None:
    events = {
        line["event_id"]
        for line in demo.read("truth/raw_rows.csv")
        if line["disposition"] == "event"
    }
    seen = {row["user_id"] for row in demo.raw("web.account_created") if row["id"] in events}

    lost = {line["user_id"] for line in demo.read("truth/lost_signups.csv")}

    assert lost == _customers(demo).keys() - seen


def test_each_broken_day_is_critical_at_the_default_size_and_no_other_is(default: Demo) -> None:
    signups = Counter(_customers(default).values())
    lost = Counter(line["created_date"] for line in default.read("truth/lost_signups.csv"))

    critical = {day for day, count in signups.items() if _chance(count, lost[day]) < _ALPHA}

    assert critical == set(_BROKEN_DAYS)


def test_the_broken_days_together_are_critical_at_any_size(small: Demo) -> None:
    customers = _customers(small).values()
    lost = Counter(line["created_date"] for line in small.read("truth/lost_signups.csv"))

    signup_count = sum(day in _BROKEN_DAYS for day in customers)
    lost_count = sum(lost[day] for day in _BROKEN_DAYS)

    assert _chance(signup_count, lost_count) < _ALPHA


def test_fifteen_in_a_hundred_are_lost_on_a_broken_day(default: Demo) -> None:
    signups = Counter(_customers(default).values())
    lost = Counter(line["created_date"] for line in default.read("truth/lost_signups.csv"))

    for day in _BROKEN_DAYS:
        assert abs(lost[day] / signups[day] - 0.15) < 0.01


def test_all_that_a_broken_day_loses_were_made_with_safari(default: Demo) -> None:
    browsers = {user["id"]: user["browser"] for user in default.read("production/users.csv")}

    lost_with = Counter(
        browsers[line["user_id"]]
        for line in default.read("truth/lost_signups.csv")
        if line["created_date"] in _BROKEN_DAYS
    )

    assert set(lost_with) == {"safari"}


def test_staff_whose_signup_has_no_event_are_not_lost(small: Demo) -> None:
    lost = {line["user_id"] for line in small.read("truth/lost_signups.csv")}

    assert "50043" in {user["id"] for user in small.read("production/users.csv")}
    assert "50043" not in lost


def _customers(demo: Demo) -> dict[str, str]:
    """Everybody whom production knows or knew, staff apart, with the day of their signup."""
    return {
        user["id"]: user["created_at"][:10]
        for user in demo.read("snapshots/snap_demo__users.csv")
        if (user["is_internal"], user["is_test"]) == ("false", "false")
    }


def _chance(signups: int, lost: int) -> float:
    """Chernoff's bound on losing so many by chance, where one in twenty may be lost."""
    rate = lost / signups
    if rate <= _LOST_AT_MOST:
        return 1.0
    kept = 0.0 if lost == signups else (signups - lost) * log((1 - rate) / (1 - _LOST_AT_MOST))
    return exp(-(lost * log(rate / _LOST_AT_MOST) + kept))
