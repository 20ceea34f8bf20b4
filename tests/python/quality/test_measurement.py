from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from org_funnels.quality.measurement import (
    KEPT_RUNS,
    TABLE,
    Broken,
    Measurement,
    keep,
    latest,
    reason_of,
    without_broken,
)

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse


def _in_schema(warehouse: Warehouse) -> None:
    """As Great Expectations reads: unqualified names are the marts."""
    warehouse.execute(f"create schema if not exists {warehouse.schema}")
    word = "schema" if warehouse.engine == "duckdb" else "search_path"
    warehouse.execute(f"set {word} = '{warehouse.schema}'")


def test_a_suite_sees_the_measurements_of_its_last_run_alone(warehouse: Warehouse) -> None:
    _in_schema(warehouse)
    keep(warehouse, [Measurement("raw_app", "app.a", "has_id", 5, 1)])
    keep(warehouse, [Measurement("raw_app", "app.a", "has_id", 6, 2)])
    keep(warehouse, [Measurement("marts_core", "events", "unique", 9, 0)])

    query = f"select suite, checked_count, bad_count, seconds from ({latest('raw_app')}) as one"
    assert warehouse.rows(query) == [("raw_app", 6, 2, None)]


def test_another_companys_measurements_are_not_mine(warehouse: Warehouse) -> None:
    _in_schema(warehouse)
    keep(warehouse, [Measurement("raw_app", "app.a", "has_id")])
    warehouse.execute(f"update {TABLE} set marts_schema = 'another'")

    assert warehouse.rows(latest("raw_app")) == []


def test_the_log_keeps_the_last_runs(warehouse: Warehouse) -> None:
    for number in range(KEPT_RUNS + 2):
        keep(warehouse, [Measurement("raw_app", "app.a", "has_id", number)])

    [(count, oldest)] = warehouse.rows(f"select count(*), min(checked_count) from {TABLE}")
    assert (count, oldest) == (KEPT_RUNS, 2)


def test_a_long_run_is_kept_whole(warehouse: Warehouse) -> None:
    keep(warehouse, [Measurement("raw_app", "app.a", f"m{number}") for number in range(250)])

    assert warehouse.rows(f"select count(*) from {TABLE}") == [(250,)]


def test_a_complaint_about_a_value_does_not_quote_it(warehouse: Warehouse) -> None:
    with pytest.raises(warehouse.error) as raised:
        warehouse.rows("select cast(note as integer) from (select 'secret' as note) as notes")

    assert "secret" not in reason_of(raised.value)


def test_what_could_not_be_measured_has_no_counts() -> None:
    measured = Measurement("raw_app", "app.a", "has_id", 5, 0)
    unread = Measurement("raw_app", "app.b", "has_id", 0, 0)

    kept = without_broken([measured, unread], [Broken("raw_app", "app.b", "no such column")])

    assert kept == [measured, Measurement("raw_app", "app.b", "has_id", None, None)]
