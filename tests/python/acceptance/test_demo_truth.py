"""On the demo company, what the models say is what the simulation knows, to the row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.acceptance.conftest import Truth

    from org_funnels.warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("demo")

EVENT_COLUMNS = (
    "event_name",
    "source_table",
    "org_id",
    "org_matched_by",
    "org_unmatched_reason",
    "user_id",
    "visitor_id",
    "user_unmatched_reason",
    "anonymous_id",
)


def test_every_event_has_the_org_user_and_visitor_of_the_truth(
    postgres_demo: Warehouse, truth: Truth
) -> None:
    expected = {
        row["event_id"]: (
            *(row[column] or None for column in EVENT_COLUMNS),
            row["is_internal"] == "true",
        )
        for row in truth.rows("events")
    }

    columns = ", ".join(EVENT_COLUMNS)
    found = {
        row[0]: tuple(row[1:])
        for row in postgres_demo.rows(
            f"select event_id, {columns}, is_internal from analytics.fct_events"
        )
    }

    assert len(expected) > 10_000
    assert found == expected


def test_every_event_happened_when_the_truth_says(postgres_demo: Warehouse, truth: Truth) -> None:
    expected = {row["event_id"]: row["occurred_at"] for row in truth.rows("events")}

    found = dict(
        postgres_demo.rows("select event_id, cast(occurred_at as text) from analytics.fct_events")
    )

    assert found == {
        event_id: at.rstrip("0").rstrip(".") if "." in at else at
        for event_id, at in expected.items()
    }


def test_every_raw_row_is_a_fact_a_duplicate_or_rejected_as_the_truth_says(
    postgres_demo: Warehouse, truth: Truth
) -> None:
    expected: Counter[tuple[str, str, str]] = Counter()
    for row in truth.rows("raw_rows"):
        expected[row["source_table"], row["loaded_date"], "raw"] += 1
        expected[row["source_table"], row["loaded_date"], row["reason"] or row["disposition"]] += 1

    columns = {
        "raw": "raw_count",
        "event": "fact_count",
        "duplicate": "duplicate_count",
        "outside_plan": "outside_plan_count",
        "unplanned": "unplanned_count",
        "no_id": "no_id_count",
        "no_time": "no_time_count",
        "future_time": "future_time_count",
    }
    found = Counter(
        {
            (table, str(day), name): count
            for name, column in columns.items()
            for table, day, count in postgres_demo.rows(
                f"select source_table, loaded_date, {column} from analytics.event_ledger"
            )
        }
    )

    assert +found == expected
    for reason in ("duplicate", "outside_plan", "unplanned", "no_id", "future_time"):
        assert any(name == reason for _, _, name in expected), f"the demo has no {reason}"


def test_the_lost_signups_found_are_exactly_those_that_were_lost(
    postgres_demo: Warehouse, truth: Truth
) -> None:
    expected = {(row["user_id"], row["created_date"]) for row in truth.rows("lost_signups")}

    found = {
        (key, str(day))
        for key, day in postgres_demo.rows(
            "select key, window_date from analytics.reconciliation_missing_keys"
            " where check_name = 'signups' and healed_at is null"
        )
    }

    assert expected
    assert found == expected


# Every row of the state changes that production holds, and the days before a check begins.
_CHANGES = (
    "orgs", "invitations", "repos", "subscriptions_started", "upgrades", "downgrades", "churns",
)  # fmt: skip


def test_the_state_changes_without_an_event_are_exactly_those_that_were_lost(
    postgres_demo: Warehouse, truth: Truth
) -> None:
    first = {
        check: str(day)
        for check, day in postgres_demo.rows(
            "select check_name, min(window_date) from analytics.reconciliation group by check_name"
        )
    }
    expected = Counter(
        (row["check_name"], row["org_id"], row["date"])
        for row in truth.rows("lost_events")
        if row["date"] >= first[row["check_name"]]
    )

    found = Counter(
        (check, key.split("#")[0], str(day))
        for check, key, day in postgres_demo.rows(
            "select check_name, key, window_date from analytics.reconciliation_missing_keys"
            " where check_name <> 'signups' and healed_at is null"
        )
    )

    assert set(_CHANGES) | {"signups"} == set(first)
    assert {check for check, _, _ in expected} >= {"invitations", "subscriptions_started"}
    assert found == expected


def test_nothing_but_the_injected_losses_is_alarming(postgres_demo: Warehouse) -> None:
    found = {
        (check, str(day))
        for check, day in postgres_demo.rows(
            "select check_name, window_date from analytics.reconciliation"
            " where decision in ('critical', 'warning', 'stale')"
        )
    }

    assert found == {
        *(("signups", f"2026-06-{day}") for day in range(16, 20)),
        ("invitations", "2026-06-24"),
        # on the two days between one subscription started: too few to say more than "pooled"
        ("subscriptions_started", "2026-06-03"),
        ("subscriptions_started", "2026-06-05"),
    }


def test_the_conflicts_listed_are_those_of_the_truth(
    postgres_demo: Warehouse, truth: Truth
) -> None:
    expected = sum(1 for _ in truth.rows("org_conflicts"))

    found = postgres_demo.rows(
        "select coalesce(sum(event_count), 0) from analytics.unresolved_orgs"
        " where issue = 'conflict'"
    )[0][0]

    assert expected > 0
    assert found == expected
