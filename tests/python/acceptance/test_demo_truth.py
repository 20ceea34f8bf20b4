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
            " where check_name = 'signups'"
        )
    }

    assert expected
    assert found == expected


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
