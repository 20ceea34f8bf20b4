"""The acceptance tests of the notes that are about telling: from judged days to what owners get.

Both engines keep the log; the numbers are those of the notes' section 5.8.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from org_funnels.incidents.finding import Finding as Trouble
from org_funnels.incidents.finding import Round
from org_funnels.log.tables import EVALUATIONS, INCIDENT_CHANGES, NOTIFICATIONS
from org_funnels.quality.findings import Finding, Findings
from org_funnels.quality.run import Report
from org_funnels.quality.suite import DAILY
from org_funnels.runs import quality
from org_funnels.runs.settle import settle

from .conftest import START, day, lost

if TYPE_CHECKING:
    from org_funnels.quality.day import Day
    from org_funnels.quality.findings import State

    from .conftest import Command


def test_1_a_day_without_any_event_is_critical_and_told(command: Command) -> None:
    checked = command.run(lost(12, 100))

    assert checked.exit_code == 1
    assert command.channel.titles == [
        "[CRITICAL] Signups on Thu 12 Nov 2026 (UTC): 0 of 100 have their account-created event "
        "(0 %, target 97 %)"
    ]


def test_2_fifteen_duplicates_do_not_hide_fifteen_missing(command: Command) -> None:
    checked = command.run(lost(12, duplicate_count=15))

    (alert,) = command.channel.alerts
    assert checked.exit_code == 1
    assert "15 are missing." in alert.text
    assert "Also: 15 duplicates." in alert.text


def test_4_late_events_are_waited_for_without_a_message(command: Command) -> None:
    pending = {"decision": "pending", "decision_reason": "events_may_be_late", "is_final": False}
    codes = [
        command.run(day(13, matched_count=60, missing_count=40, **pending)).exit_code,
        command.run(day(13)).exit_code,
    ]

    assert codes == [0, 0]
    assert command.channel.alerts == []
    judged = [
        (row["decision"], row["matched_count"]) for row in command.place.log.rows(EVALUATIONS)
    ]
    assert judged == [("pending", 60), ("ok", 99)]


def test_8_twenty_four_hourly_runs_of_one_failure_are_one_message_and_one_that_it_is_over(
    command: Command,
) -> None:
    codes = {command.run(lost(12)).exit_code for _ in range(24)}
    assert (codes, len(command.channel.alerts)) == ({1}, 1)

    after = [command.run(lost(12), day(13), day(14)).exit_code for _ in range(3)]

    assert after == [0, 0, 0]
    assert [title.partition(" ")[0] for title in command.channel.titles] == [
        "[CRITICAL]",
        "[RESOLVED]",
    ]
    assert len(command.place.log.rows(NOTIFICATIONS)) == 2


def test_9_a_backfill_heals_the_day_and_ends_the_incident(command: Command) -> None:
    command.run(lost(12), hours=31)

    checked = command.run(day(12))

    assert checked.exit_code == 0
    assert command.channel.alerts[1].text.splitlines()[1] == (
        "Now 99 %, target 97 %, healed by 14 late events. It was open for 31 h."
    )
    assert [row["change"] for row in command.place.log.rows(INCIDENT_CHANGES)] == [
        "opened",
        "resolved",
    ]


def test_10_a_check_that_is_broken_is_told_as_that_and_not_as_bad_data(command: Command) -> None:
    broken = Finding(
        "reconciliation_signups",
        "counts_add_up",
        "Counts add up.",
        "critical",
        "broken",
        error='invalid input syntax: "jane@example.com"',
    )

    checked = command.run(day(12), results=Findings((broken,)))

    (alert,) = command.channel.alerts
    assert checked.exit_code == 3
    assert alert.title == (
        "[CRITICAL] Check broken: counts_add_up of reconciliation_signups did not run"
    )
    assert "jane@example.com" not in alert.text


def test_13_who_could_not_be_told_is_told_by_the_next_run_and_the_run_ends_with_4(
    command: Command,
) -> None:
    command.channel.takes = False
    failed = [command.run(lost(12)).exit_code for _ in range(2)]
    command.channel.takes = True
    reached = [command.run(lost(12)).exit_code for _ in range(2)]

    assert (failed, reached) == ([4, 4], [1, 1])
    rows = command.place.log.rows(NOTIFICATIONS)
    assert [(row["status"], row["attempts"], row["error"]) for row in rows] == [
        ("failed", 3, "HTTP 500"),
        ("failed", 3, "HTTP 500"),
        ("delivered", 1, ""),
    ]
    assert len({alert.key for alert in command.channel.alerts}) == 1


def test_a_failed_expectation_is_an_incident_and_one_that_repeats_a_day_is_none(
    command: Command,
) -> None:
    failed = [
        Finding("reconciliation_signups", name, "It holds.", "critical", "failed", observed=1)
        for name in ("no_critical_day", "enough_events", "counts_add_up")
    ]

    command.run(lost(12), results=Findings(tuple(failed)))

    rows = command.place.log.rows(INCIDENT_CHANGES)
    assert sorted((row["check_name"], row["subject"]) for row in rows) == [
        ("reconciliation_signups", "reconciliation_signups.counts_add_up"),
        ("signups", "account-created"),
    ]


def test_a_loss_that_is_over_when_it_is_first_seen_is_bad_data_once(command: Command) -> None:
    days = (lost(10), day(11), day(12))

    codes = [command.run(*days).exit_code for _ in range(2)]

    assert codes == [1, 0]
    assert command.channel.titles == [
        "[CRITICAL, over] Signups on Tue 10 Nov 2026 (UTC): 85 of 100 have their account-created "
        "event (85 %, target 97 %)"
    ]


def test_a_warning_does_not_fail_a_pipeline(command: Command) -> None:
    warned = lost(12, 7, decision="warning", decision_reason="below_target")

    assert command.run(warned).exit_code == 0
    assert command.channel.titles[0].startswith("[WARNING] Signups")


def test_data_that_nobody_loads_any_more_is_stale(command: Command) -> None:
    def at_rest(hours: int) -> int:
        command.now = START + timedelta(hours=hours)
        report = [day(12, as_of=START)]
        return _run_with_as_of(command, report)

    assert (at_rest(24), command.channel.titles) == (0, [])
    assert at_rest(25) == 1
    assert command.channel.titles == [
        "[CRITICAL] The warehouse is stale: nothing has been loaded for 25 h"
    ]


def test_an_evaluation_is_kept_when_it_is_new_or_another(command: Command) -> None:
    for _ in range(3):
        command.run(day(11), lost(12))
    command.run(day(11), lost(12, 16))

    rows = command.place.log.rows(EVALUATIONS)
    assert [(row["window_date"].day, row["missing_count"]) for row in rows] == [
        (11, 1),
        (12, 15),
        (12, 16),
    ]


def test_a_run_that_died_before_it_told_anybody_is_made_good_by_the_next(
    command: Command,
) -> None:
    command.channel.send = _dies  # type: ignore[method-assign, assignment]
    with pytest.raises(ZeroDivisionError):
        command.run(lost(12))
    del command.channel.send

    command.run(lost(12))

    assert len(command.channel.alerts) == 1


def test_a_check_that_left_the_plan_leaves_no_open_incident_and_its_owner_is_told(
    command: Command,
) -> None:
    command.run(lost(12), day(12, check_name="repos"), hours=2)
    command.checks = frozenset({"repos"})

    checked = command.run(day(12, check_name="repos"))

    assert checked.exit_code == 0
    assert command.channel.alerts[1].text.splitlines()[:2] == [
        "[NO LONGER CHECKED] Signups on Thu 12 Nov 2026 (UTC): 85 of 100 have their "
        "account-created event (85 %, target 97 %)",
        "It is no longer checked: there is no such check any more. It was open for 2 h.",
    ]
    assert _resolutions(command) == {"signups": "unchecked"}


def test_a_check_of_the_plan_whose_days_are_gone_is_not_one_that_left(command: Command) -> None:
    command.run(lost(12))

    command.run()

    assert _resolutions(command) == {"signups": "gone"}


@pytest.mark.parametrize(
    ("checks", "ran", "resolution"),
    [
        (set(), (), "unchecked"),
        (set(), ("is_fresh",), "unchecked"),
        ({"raw_web"}, ("is_fresh",), "unchecked"),
        ({"raw_web"}, ("exists",), "gone"),
        ({"raw_web"}, (), None),
    ],
    ids=[
        "the suite is no more",
        "another ran under its name",
        "the suite ran without it",
        "it is met again",
        "the suite did not run",
    ],
)
def test_an_expectation_that_there_is_no_more_leaves_no_open_incident(
    command: Command, checks: set[str], ran: tuple[str, ...], resolution: str | None
) -> None:
    command.run(results=Findings((_expectation("exists", "failed"),)))
    command.checks = frozenset(checks)

    command.run(results=Findings(tuple(_expectation(name, "met") for name in ran)))

    assert _resolutions(command) == {"raw_web": resolution}


def test_what_no_suite_found_is_not_ended_because_no_suite_has_it(command: Command) -> None:
    built = Trouble("build", "dbt build", "dbt_failed", "critical", "platform", "It failed")
    settle(command.place.log, Round((built,), frozenset({"build"})), command.routes, "run", START)

    command.run()

    assert _resolutions(command) == {"build": None}


def test_the_log_has_counts_and_words_and_no_key(command: Command) -> None:
    command.run(lost(12, top_dimension="browser", top_value="safari", top_missing_count=14,
                     top_production_count=20))  # fmt: skip

    rows = command.place.log.rows(INCIDENT_CHANGES)

    (part,) = json.loads(rows[0]["parts"])
    assert set(part) == {
        "check_name",
        "subject",
        "reason",
        "window",
        "severity",
        "missing_count",
    }


def _expectation(name: str, state: State) -> Finding:
    return Finding("raw_web", name, "It holds.", "warning", state, subject="report_opened")


def _resolutions(command: Command) -> dict[str, str | None]:
    """How the incident of each check ended; None where it is open."""
    latest = command.place.log.latest(INCIDENT_CHANGES, "incident_id")
    return {row["check_name"]: row["resolution"] for row in latest}


def _dies(_: object) -> None:
    raise ZeroDivisionError


def _run_with_as_of(command: Command, days: list[Day]) -> int:
    """A run over data that has not moved."""
    report = Report(tuple(days), Findings(()), (), Path("docs"), command.checks)
    command.monkeypatch.setattr(quality, "run_checks", lambda *_: report)
    before = Round((), frozenset())
    return quality.check(
        command.place, command.routes, "run", command.step, before, checkpoint=DAILY
    ).exit_code
