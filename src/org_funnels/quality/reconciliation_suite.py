"""What must hold for one reconciliation of the tracking plan, over its rows of the mart.

The mart judges each day; here it is asserted that it did, and that it found nothing wrong. The
built-in comparisons of two tables are not used: they compare at most 200 rows and pass beyond.
"""

from __future__ import annotations

from org_funnels.quality.expectation import Expectation, Severity, no_rows
from org_funnels.quality.measurement import TABLE
from org_funnels.quality.suite import Suite

DECISIONS = ("critical", "warning", "ok", "pending", "stale", "no_source", "too_few")

NO_CRITICAL_DAY = "no_critical_day"

_SURPLUS_PERCENT = 2

_COUNTS = "window_date, production_count, event_count, matched_count, missing_count"


def reconciliation_suite(
    check_name: str,
    event_name: str,
    *,
    has_keys: bool = True,
    surplus_percent: float = _SURPLUS_PERCENT,
) -> Suite:
    """The suite of one reconciliation, over all of its days.

    has_keys: rows and events are compared by key. Where counts alone are compared, too few events
    are a warning. surplus_percent: by how much the events of a day may outnumber its rows.
    """
    return Suite(
        suite_name(check_name),
        asset_query(check_name),
        tuple(expectations(check_name, event_name, has_keys, surplus_percent)),
        {"check_name": check_name},
    )


def suite_name(check_name: str) -> str:
    """The suite's name, which is also that of its asset, its validation and its file."""
    return f"reconciliation_{check_name}"


def asset_query(check_name: str) -> str:
    """The rows of the mart that the suite is about. The schema is the connection's."""
    return f"select * from reconciliation where check_name = '{check_name}'"  # noqa: S608


def expectations(
    check_name: str, event_name: str, has_keys: bool, surplus_percent: float
) -> list[Expectation]:
    """All that is asserted, what makes the rest meaningful first."""
    return [
        *_is_evaluated(check_name),
        *_is_evaluated_lately(),
        *_is_consistent(),
        *_counts_agree(event_name, "critical" if has_keys else "warning", surplus_percent),
        *_rate_is_on_target(event_name),
    ]


def _is_evaluated(check_name: str) -> list[Expectation]:
    """Without rows nothing else could fail."""
    return [
        Expectation(
            "has_rows",
            f"{check_name} has been reconciled: it has a row for at least one day.",
            "expect_table_row_count_to_be_between",
            {"min_value": 1},
        ),
        Expectation(
            "one_row_a_day",
            "Each day is judged once.",
            "expect_compound_columns_to_be_unique",
            {"column_list": ["check_name", "window_date"]},
        ),
        no_rows(
            "no_day_left_out",
            "Every day from the first to the last is judged, the silent ones too.",
            "select min(window_date) as first_date, max(window_date) as last_date, "
            "count(*) as day_count from {batch} "
            "having count(*) <> max(window_date) - min(window_date) + 1",
        ),
    ]


def _is_evaluated_lately() -> list[Expectation]:
    """What was judged before the newest rows came says nothing about them."""
    return [
        no_rows(
            "evaluated_lately",
            "It was judged at most a day before the newest raw rows were loaded: dbt has built "
            "since.",
            "select max(as_of) as judged_as_of from {batch} having max(as_of) < "  # noqa: S608
            f"(select max(newest_loaded_at) from {TABLE} where marts_schema = current_schema()) "
            "- interval '1 day'",
        ),
        no_rows(
            "no_stale_day",
            "No day waits for its events, or for production, longer than the check allows.",
            f"select {_COUNTS}, decision_reason from {{batch}} where decision = 'stale'",  # noqa: S608
            "warning",
        ),
    ]


def _is_consistent() -> list[Expectation]:
    return [
        Expectation(
            "decision_not_null",
            "Every day has a decision.",
            "expect_column_values_to_not_be_null",
            {"column": "decision"},
        ),
        Expectation(
            "decision_known",
            "A decision is one that the alerts know.",
            "expect_column_values_to_be_in_set",
            {"column": "decision", "value_set": list(DECISIONS)},
        ),
        no_rows(
            "counts_add_up",
            "Production rows are matched or missing; events are matched, duplicates or orphans.",
            f"select {_COUNTS}, duplicate_count, orphan_count from {{batch}} "  # noqa: S608
            "where production_count <> matched_count + missing_count "
            "or event_count <> matched_count + duplicate_count + orphan_count",
        ),
    ]


def _counts_agree(event_name: str, severity: Severity, surplus_percent: float) -> list[Expectation]:
    """Event count against production row count: what can be seen without keys."""
    return [
        no_rows(
            "enough_events",
            f"No complete day has so few {event_name} events for its production rows that chance "
            "does not explain it.",
            f"select {_COUNTS} from {{batch}} where is_final "  # noqa: S608
            "and production_count - event_count >= min_missing and p_bound_event_count < alpha",
            severity,
        ),
        no_rows(
            "not_too_many_events",
            f"No complete day has over {surplus_percent:g} % more {event_name} events than "
            "production rows: they are sent twice, or by something that is not in production.",
            f"select {_COUNTS}, duplicate_count, orphan_count from {{batch}} "  # noqa: S608
            "where is_final and event_count - production_count >= min_missing "
            f"and event_count * 100 > production_count * {100 + surplus_percent:g}",
            "warning",
        ),
    ]


def _rate_is_on_target(event_name: str) -> list[Expectation]:
    """The capture rate, by key."""
    columns = f"{_COUNTS}, decision_reason, top_dimension, top_value, top_missing_count"
    return [
        no_rows(
            NO_CRITICAL_DAY,
            f"On no day do too many production rows lack their {event_name} event.",
            f"select {columns} from {{batch}} where decision = 'critical'",  # noqa: S608
        ),
        no_rows(
            "no_warning_day",
            f"On no day do more production rows lack their {event_name} event than the target "
            "allows.",
            f"select {columns} from {{batch}} where decision = 'warning'",  # noqa: S608
            "warning",
        ),
    ]
