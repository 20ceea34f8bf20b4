"""What histories are made of: the rows of a small demo company, beside the tables that dbt reads.

In the warehouse each table of the demo is there twice. `pool_<schema>` holds all of its rows and
never changes; the table itself begins empty (raw) or complete (production), and a history fills and
changes it. A raw row has a number, `context_row`, so that a history can tell two that are alike
apart; the models don't read it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.demo.generate import generate
from org_funnels.demo.tables import CALL_TABLES, EVENT_TABLES, RawTable
from org_funnels.warehouse.load import load_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from org_funnels.warehouse import Warehouse

RAW_TABLES = (*EVENT_TABLES.values(), *CALL_TABLES)
PRODUCTION = ("organizations", "users", "memberships", "repositories", "subscription_events")
SNAPSHOTS = ("snap_demo__organizations", "snap_demo__users")

# The least that the demo can be told to be: 25 orgs with those of its stories, 3,600 raw rows.
_ORGS, _DAYS, _SEED = 6, 20, 5

# Numbers of pool rows lie so far apart that their copies have numbers of their own.
STRIDE = 1000


@dataclass(frozen=True)
class PoolRow:
    """A raw row that may be delivered."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Pool:
    """All rows, as a history chooses among them."""

    raw: Mapping[str, tuple[PoolRow, ...]]
    production: Mapping[str, tuple[Mapping[str, Any], ...]]


def schema_of(raw: RawTable) -> str:
    """Where dbt reads a raw table."""
    return raw.table.schema


def load_pool(warehouse: Warehouse, folder: Path) -> None:
    """Simulate the company, and make its tables: raw ones empty, production as it is at the end."""
    generate(folder, _ORGS, _DAYS, _SEED)
    listed = json.loads((folder / "tables.json").read_text(encoding="utf-8"))["tables"]
    schemas = sorted({table["schema"] for table in listed})
    load_folder(warehouse, folder, {schema: f"loaded_{schema}" for schema in schemas})
    for schema in schemas:
        warehouse.execute(f"create schema {schema}")
        warehouse.execute(f"create schema pool_{schema}")
    for table in listed:
        _make(warehouse, table["schema"], table["table"])
    for schema in schemas:
        warehouse.execute(f"drop schema loaded_{schema} cascade")


def read_pool(warehouse: Warehouse) -> Pool:
    """The rows of the pool, in an order that is the same on both engines."""
    raw = {
        table.name: tuple(
            PoolRow(values["context_row"], values)
            for values in _rows(warehouse, f"pool_{schema_of(table)}", table.name, "context_row")
        )
        for table in RAW_TABLES
    }
    production = {name: _rows(warehouse, "pool_production", name, "id") for name in PRODUCTION}
    return Pool(raw, production)


def _make(warehouse: Warehouse, schema: str, table: str) -> None:
    columns = "*"
    if schema.startswith("segment_"):
        order = 'id, received_at, uuid_ts, "timestamp"' if _has_timestamp(table) else "id, uuid_ts"
        columns = f"row_number() over (order by {order}) * {STRIDE} as context_row, *"
    warehouse.execute(
        f"create table pool_{schema}.{table} as select {columns} from loaded_{schema}.{table}"
    )
    condition = "false" if schema.startswith("segment_") else "true"
    warehouse.execute(
        f"create table {schema}.{table} as select * from pool_{schema}.{table} where {condition}"
    )


def _has_timestamp(table: str) -> bool:
    raw = next(raw for raw in RAW_TABLES if raw.name == table)
    return any(column.name == "timestamp" for column in raw.table.columns)


def _rows(
    warehouse: Warehouse, schema: str, table: str, order: str
) -> tuple[Mapping[str, Any], ...]:
    columns = [
        name
        for (name,) in warehouse.rows(
            "select column_name from information_schema.columns"
            f" where table_schema = '{schema}' and table_name = '{table}' order by ordinal_position"
        )
    ]
    names = ", ".join(f'"{column}"' for column in columns)
    found = warehouse.rows(f"select {names} from {schema}.{table} order by {order}")
    return tuple(dict(zip(columns, row, strict=True)) for row in found)
