"""A ledger, and rows that came and went after it was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.python.conftest import duckdb_target

from org_funnels.warehouse.duckdb import DuckDBWarehouse

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.warehouse import Warehouse

_TABLES = """
create schema analytics;
create schema analytics_intermediate;
create table analytics.event_ledger as
    select * from (values
        ('web.a', date '2026-03-01', 3, 2, 1, 0, 0, 0, 0, 0, 0),
        ('web.a', date '2026-03-02', 2, 1, 0, 1, 0, 1, 0, 0, 0),
        ('web.a', date '2026-03-05', 1, 1, 0, 0, 0, 0, 0, 0, 0),
        ('web.b', date '2026-03-01', 2, 1, 0, 0, 0, 0, 0, 0, 0),
        ('web.b', date '2026-03-02', 1, 2, 0, 0, 0, 0, 0, 0, 0)
    ) as ledger (source_table, loaded_date, raw_count, fact_count, duplicate_count,
        rejected_count, outside_plan_count, unplanned_count, no_id_count, no_time_count,
        future_time_count);
create table analytics_intermediate.int_events__raw_loads as
    select * from (values
        ('web.a', timestamp '2026-03-01 00:00:00'), ('web.a', timestamp '2026-03-01 10:00:00'),
        ('web.a', timestamp '2026-03-01 23:59:59'),
        ('web.a', timestamp '2026-03-02 10:00:00'), ('web.a', timestamp '2026-03-02 11:00:00'),
        ('web.a', timestamp '2026-03-03 10:00:00'),
        ('web.a', timestamp '2026-03-05 10:00:00'), ('web.a', timestamp '2026-03-05 11:00:00'),
        ('web.b', timestamp '2026-03-01 10:00:00'),
        ('web.b', timestamp '2026-03-02 10:00:00')
    ) as loads (source_table, loaded_at);
create table analytics.fct_events as
    select * from (values
        ('web.a', timestamp '2026-03-01 10:00:00'), ('web.a', timestamp '2026-03-01 11:00:00'),
        ('web.a', timestamp '2026-03-05 10:00:00'),
        ('web.b', timestamp '2026-03-01 10:00:00')
    ) as events (source_table, loaded_at)
"""


@pytest.fixture
def built(warehouse: Warehouse) -> Warehouse:
    """A warehouse, on each engine."""
    _fill(warehouse)
    return warehouse


@pytest.fixture
def built_file(tmp_path: Path) -> Path:
    """A DuckDB file that nobody has open."""
    file = tmp_path / "built.duckdb"
    with DuckDBWarehouse.open(duckdb_target(file)) as warehouse:
        _fill(warehouse)
    return file


def _fill(warehouse: Warehouse) -> None:
    for statement in _TABLES.split(";"):
        warehouse.execute(statement)
