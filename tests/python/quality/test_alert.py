"""The words for a bad day, compared whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from org_funnels.quality.alert import details, headline

if TYPE_CHECKING:
    from org_funnels.quality.day import Day

    from .conftest import MakeDay


def test_a_bad_day_is_told_by_its_numbers_their_range_and_what_explains_them(
    critical_day: Day, make_day: MakeDay
) -> None:
    day = replace(critical_day, duplicate_count=14, orphan_count=3, excluded_count=33)
    usual = make_day(window_date=date(2026, 11, 11))

    assert headline(day) == (
        "Signups on Thu 12 Nov 2026 (UTC): 85 of 100 have their account-created event "
        "(85 %, target 97 %)"
    )
    assert details(day, [usual, day]) == (
        "15 are missing. Usual 99 %. 95 % range 76.7-90.7 %. The day is complete: 99.9 % of "
        "events arrive within 6 h 45 min.",
        "Most of it: browser Safari, 93.3 % of the missing and 20 % of all.",
        "Also: 14 duplicates, 3 events that no row explains, 33 rows left out by the check.",
        "users in production against account-created | data as of 2026-11-14 06:30 UTC",
    )


def test_a_silent_source_is_said_to_be_silent_and_not_complete(critical_day: Day) -> None:
    silent = replace(critical_day, is_final=False, decision_reason="source_silent")

    loaded_once = _text(silent)
    never_loaded = _text(replace(silent, source_loaded_at=None))

    assert (
        "The events' source has loaded nothing since 2026-11-14 06:00 UTC, while production went "
        "on." in loaded_once
    )
    assert "The events' source has never loaded anything" in never_loaded
    assert "complete" not in loaded_once


def test_a_day_that_is_judged_early_says_what_should_have_come_by_now(critical_day: Day) -> None:
    early = replace(
        critical_day,
        is_final=False,
        decision_reason="below_critical_so_far",
        expected_count=Decimal("93.7"),
    )

    assert "The day is not complete, but 93 should have come by now." in _text(early)


def test_a_day_that_was_judged_with_its_neighbours_says_so(critical_day: Day) -> None:
    pooled = replace(
        critical_day,
        decision_reason="pool_below_critical",
        pooled_window_count=4,
        pool_first_date=date(2026, 11, 9),
        pool_last_date=date(2026, 11, 12),
        pool_production_count=12,
        pool_missing_count=6,
    )

    assert (
        "Judged with its neighbours, Mon 9 Nov 2026 to Thu 12 Nov 2026: 6 of 12 are missing."
        in _text(pooled)
    )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("production_silent", "users has no row in production, which it never was without"),
        (
            "source_is_behind",
            "nobody can tell, as the source of account-created has not been loaded so far",
        ),
        ("production_is_behind", "nobody can tell, as users has not been loaded so far"),
    ],
)
def test_a_day_without_a_rate_says_why(critical_day: Day, reason: str, words: str) -> None:
    day = replace(critical_day, decision_reason=reason, is_final=False)

    assert headline(day) == f"Signups on Thu 12 Nov 2026 (UTC): {words}"


def test_a_check_that_has_no_target_yet_shows_none(critical_day: Day) -> None:
    day = replace(critical_day, target_rate=None)

    assert headline(day).endswith("85 of 100 have their account-created event (85 %)")


def test_the_usual_rate_is_the_marts_baseline_where_it_has_one(critical_day: Day) -> None:
    assert "Usual 98.2 %." in _text(replace(critical_day, baseline_rate=Decimal("0.982")))


def test_the_rate_of_bad_and_later_days_is_not_the_usual_one(
    critical_day: Day, make_day: MakeDay
) -> None:
    days = [
        replace(critical_day, window_date=date(2026, 11, 10), matched_count=50, missing_count=50),
        make_day(window_date=date(2026, 11, 11), matched_count=98, missing_count=2),
        critical_day,
        make_day(window_date=date(2026, 11, 13), matched_count=100, missing_count=0),
    ]

    assert "Usual 98 %." in "\n".join(details(critical_day, days))


def test_a_first_day_has_no_usual_rate(critical_day: Day) -> None:
    assert "Usual" not in _text(critical_day)


def test_a_value_that_production_does_not_know_is_said_to_be_not_set(critical_day: Day) -> None:
    text = _text(replace(critical_day, top_value=None))

    assert "Most of it: browser not set, 93.3 % of the missing" in text


def test_nothing_is_said_where_no_value_stands_out(critical_day: Day) -> None:
    day = replace(critical_day, top_dimension=None, top_value=None, top_missing_count=None)

    assert "Most of it" not in _text(day)


def test_a_day_read_for_an_alert_has_no_key_to_show(critical_day: Day) -> None:
    """P7: what is not read cannot be said. Dimension values of few rows are kept back in SQL."""
    columns = set(vars(critical_day))

    assert not columns & {"key", "event_id", "dimensions", "user_id", "production_at"}


def test_a_long_value_is_cut(critical_day: Day) -> None:
    text = _text(replace(critical_day, top_value="x" * 500))

    assert f"browser {'x' * 60}…, 93.3 %" in text


def test_a_rate_just_under_everything_does_not_read_as_everything(critical_day: Day) -> None:
    day = replace(
        critical_day,
        production_count=100_000,
        matched_count=99_990,
        missing_count=10,
        target_rate=Decimal("0.99995"),
    )

    assert "(over 99.9 %, target over 99.9 %)" in headline(day)


def _text(day: Day) -> str:
    return "\n".join((headline(day), *details(day, [day])))
