from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from org_funnels.quality.alert import choose_alerts

if TYPE_CHECKING:
    from org_funnels.quality.day import Day

    from .conftest import MakeDay


def test_an_alert_says_how_many_how_sure_what_explains_it_and_what_to_run(
    critical_day: Day, make_day: MakeDay
) -> None:
    day = replace(critical_day, duplicate_count=14, orphan_count=3, excluded_count=33)
    usual = make_day(window_date=date(2026, 11, 11))

    (alert,) = choose_alerts([usual, day], "analytics")

    assert alert.text == (
        "[CRITICAL] Signups on Thu 12 Nov 2026 (UTC): 85 of 100 have their account-created event "
        "(85 %, target 97 %)\n"
        "15 are missing. Usual 99 %. 95 % range 76.7-90.7 %. The day is complete: 99.9 % of "
        "events arrive within 6 h 45 min.\n"
        "Most of it: browser Safari, 93.3 % of the missing and 20 % of all.\n"
        "Also: 14 duplicates, 3 events that no row explains, 33 rows left out by the check.\n"
        "Owner growth | users in production against account-created | data as of "
        "2026-11-14 06:30 UTC\n"
        "Who: select key, production_at, dimensions from analytics.reconciliation_missing_keys "
        "where check_name = 'signups' and window_date = '2026-11-12'"
    )


def test_one_message_a_check_names_its_other_days_newest_first(critical_day: Day) -> None:
    days = [
        replace(critical_day, window_date=date(2026, 11, 1) + timedelta(days=number))
        for number in range(13)
    ]

    (alert,) = choose_alerts(days, "analytics")

    assert [day.window_date.day for day in alert.days] == list(range(13, 0, -1))
    assert "on Fri 13 Nov 2026" in alert.text
    assert "Critical too: Thu 12 Nov 2026 (85 of 100), Wed 11 Nov 2026 (85 of 100)," in alert.text
    assert "Tue 3 Nov 2026 (85 of 100), 2 earlier days." in alert.text


def test_a_silent_source_is_said_to_be_silent_and_not_complete(critical_day: Day) -> None:
    silent = replace(critical_day, is_final=False, decision_reason="source_silent")

    (loaded_once,) = choose_alerts([silent], "analytics")
    (never_loaded,) = choose_alerts([replace(silent, source_loaded_at=None)], "analytics")

    assert (
        "The events' source has loaded nothing since 2026-11-14 06:00 UTC, while production went "
        "on." in loaded_once.text
    )
    assert "The events' source has never loaded anything" in never_loaded.text
    assert "complete" not in loaded_once.text


def test_the_rate_of_bad_and_later_days_is_not_the_usual_one(
    critical_day: Day, make_day: MakeDay
) -> None:
    days = [
        replace(critical_day, window_date=date(2026, 11, 10), matched_count=50, missing_count=50),
        make_day(window_date=date(2026, 11, 11), matched_count=98, missing_count=2),
        critical_day,
        make_day(window_date=date(2026, 11, 13), matched_count=100, missing_count=0),
    ]

    (alert,) = choose_alerts(days, "analytics")

    assert "Usual 98 %." in alert.text


def test_a_first_day_has_no_usual_rate(critical_day: Day) -> None:
    (alert,) = choose_alerts([critical_day], "analytics")

    assert "Usual" not in alert.text


def test_a_value_that_production_does_not_know_is_said_to_be_not_set(critical_day: Day) -> None:
    (alert,) = choose_alerts([replace(critical_day, top_value=None)], "analytics")

    assert "Most of it: browser not set, 93.3 % of the missing" in alert.text


def test_nothing_is_said_where_no_value_stands_out(critical_day: Day) -> None:
    day = replace(critical_day, top_dimension=None, top_value=None, top_missing_count=None)

    (alert,) = choose_alerts([day], "analytics")

    assert "Most of it" not in alert.text


def test_critical_alerts_come_before_warnings(critical_day: Day) -> None:
    warning = replace(critical_day, check_name="orgs_created", decision="warning")

    alerts = choose_alerts([warning, critical_day], "analytics")

    assert [(alert.check_name, alert.severity) for alert in alerts] == [
        ("signups", "critical"),
        ("orgs_created", "warning"),
    ]


def test_days_that_are_fine_pending_or_too_small_alert_nobody(make_day: MakeDay) -> None:
    decisions = ["ok", "pending", "no_source", "too_few"]

    alerts = choose_alerts([make_day(decision=decision) for decision in decisions], "analytics")

    assert alerts == []


def test_a_day_read_for_an_alert_has_no_key_to_show(critical_day: Day) -> None:
    """P7: what is not read cannot be said. Dimension values of few rows are kept back in SQL."""
    columns = set(vars(critical_day))

    assert not columns & {"key", "event_id", "dimensions", "user_id", "production_at"}


def test_a_long_value_is_cut(critical_day: Day) -> None:
    (alert,) = choose_alerts([replace(critical_day, top_value="x" * 500)], "analytics")

    assert f"browser {'x' * 60}…, 93.3 %" in alert.text


def test_a_rate_just_under_everything_does_not_read_as_everything(critical_day: Day) -> None:
    day = replace(
        critical_day,
        production_count=100_000,
        matched_count=99_990,
        missing_count=10,
        target_rate=Decimal("0.99995"),
    )

    (alert,) = choose_alerts([day], "analytics")

    assert "(over 99.9 %, target over 99.9 %)" in alert.text
