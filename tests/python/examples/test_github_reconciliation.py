"""The example's reconciliations: clean as the data is, and exact when events are taken away."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.examples.conftest import GithubData, GithubProject

    from org_funnels.warehouse import embedded

pytestmark = pytest.mark.xdist_group("github")

CHECKS = {"pull_requests": "pull_request_id", "issues": "issue_id"}
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2025, 1, 1)
ISSUELESS_DAY = date(2021, 7, 21)


def test_every_production_row_has_its_event(github: GithubProject, github_data: GithubData) -> None:
    days = github.mart(
        "check_name, window_date, production_count, matched_count, event_count",
        "reconciliation", "production_count > 0 or event_count > 0",
    )  # fmt: skip
    others = github.mart("decision", "reconciliation", "production_count = 0")

    opened = Counter(
        (check, date.fromisoformat(row["opened_at"][:10]))
        for check in CHECKS
        for row in github_data.production(check)
    )
    assert {(check, day): counts for check, day, *counts in days} == {
        window: [count, count, count] for window, count in opened.items()
    }
    assert opened.total() == 506 + 539
    # the days between the recorded hours are judged by nobody
    assert {decision for (decision,) in others} == {"no_source", "pending"}
    assert github.mart("*", "reconciliation_missing_keys") == []


def test_a_clean_day_is_ok_and_the_open_one_is_pending(github: GithubProject) -> None:
    days = github.mart(
        "check_name, window_date, decision, decision_reason",
        "reconciliation", "production_count > 0",
    )  # fmt: skip

    assert len(days) == 8
    for _, day, *decision in days:
        assert decision == (["pending", "day_is_open"] if day == LAST_DAY else ["ok", "on_target"])


@pytest.fixture(scope="module")
def lost(github_data: GithubData) -> dict[str, set[str]]:
    """By check: keys whose events `lossy` takes away.

    Two in five of the orgs' pull requests of the first day, and every issue of another day.
    """
    pull_requests = [
        row["pull_request_id"]
        for row in github_data.raw["pull_request_opened"]
        if row["org_id"] and row["received_at"].startswith(FIRST_DAY.isoformat())
    ]
    issues = {
        row["issue_id"]
        for row in github_data.raw["issue_opened"]
        if row["received_at"].startswith(ISSUELESS_DAY.isoformat())
    }
    return {"pull_requests": {*pull_requests[::5], *pull_requests[1::5]}, "issues": issues}


@pytest.fixture(scope="module")
def lossy(
    github: GithubProject, embedded_server: embedded.Place, lost: dict[str, set[str]]
) -> GithubProject:
    """The same project in schemas of its own, over raw tables that lack what was lost."""
    _copy_without(github, "lossy_raw", lost)
    environment = {
        **github.environment,
        "PGHOST": "127.0.0.1",
        "PGPORT": str(embedded_server.port),
        "PGUSER": "postgres",
        "PGDATABASE": "org_funnels",
        "ORG_FUNNELS_SCHEMA": "lossy",
        "DBT_TARGET_PATH": f"{github.environment['DBT_TARGET_PATH']}/lossy",
    }
    project = type(github)(github.warehouse, environment, schema="lossy")

    done = project.command(
        "dbt", "build", "--target", "postgres",
        "--vars", "{github_feed_schema: lossy_raw}",
        "--select", "+reconciliation", "+reconciliation_missing_keys",
        "--exclude-resource-type", "test", "unit_test",
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
    return project


def test_the_keys_of_lost_events_are_missing_and_no_other(
    lossy: GithubProject, lost: dict[str, set[str]]
) -> None:
    found = lossy.mart("check_name, key", "reconciliation_missing_keys")

    assert {check: {key for name, key in found if name == check} for check in CHECKS} == lost
    assert (len(lost["pull_requests"]), len(lost["issues"])) == (82, 13)
    assert len(found) == 82 + 13


def test_a_day_that_lost_events_is_critical_and_says_whose(
    lossy: GithubProject, lost: dict[str, set[str]]
) -> None:
    days = lossy.mart(
        "check_name, window_date, missing_count, decision_reason, top_dimension, top_value",
        "reconciliation", "decision = 'critical'",
    )  # fmt: skip

    assert sorted(days) == [
        ("issues", ISSUELESS_DAY, len(lost["issues"]), "no_event_at_all", None, None),
        (
            "pull_requests", FIRST_DAY, len(lost["pull_requests"]),
            "below_critical", "owner_kind", "org",
        ),
    ]  # fmt: skip


def _copy_without(project: GithubProject, schema: str, lost: dict[str, set[str]]) -> None:
    """Views on the raw tables, without the opened events of the lost keys."""
    warehouse = project.warehouse
    warehouse.execute(f"create schema {schema}")
    tables = warehouse.rows(
        "select table_name from information_schema.tables where table_schema = 'github_raw'"
    )
    keys = {
        "pull_request_opened": ("pull_request_id", lost["pull_requests"]),
        "issue_opened": ("issue_id", lost["issues"]),
    }
    for (table,) in tables:
        column, gone = keys.get(table, ("id", set()))
        listed = ", ".join(f"'{key}'" for key in sorted(gone)) or "''"
        warehouse.execute(
            f"create view {schema}.{table} as "
            f"select * from github_raw.{table} where {column} not in ({listed})"
        )
