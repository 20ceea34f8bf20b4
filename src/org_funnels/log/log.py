"""Add to the log and read it, on either engine.

A connection is opened for each and closed again: while dbt builds, a DuckDB file is dbt's alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.log.tables import MARTS_SCHEMA, SCHEMA, TABLES
from org_funnels.warehouse.identifier import quoted, quoted_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from org_funnels.log.tables import LogTable
    from org_funnels.warehouse import Warehouse

    Row = Mapping[str, Any]

# Rows in one statement.
_BATCH = 200


@dataclass(frozen=True)
class Log:
    """The log of one build: of the schema that the target's dbt builds in."""

    open_warehouse: Callable[[], Warehouse]

    def append(self, rows: Mapping[LogTable, Sequence[Row]]) -> None:
        """Add rows to some tables, all or none of them. Makes what is lacking."""
        if not any(rows.values()):
            return
        with self.open_warehouse() as warehouse:
            _make(warehouse)
            with warehouse.transaction():
                for table, added in rows.items():
                    _insert(warehouse, table, added)

    def rows(self, table: LogTable) -> list[dict[str, Any]]:
        """All rows of a table in their order; none where nothing was ever logged."""
        name = quoted_table(SCHEMA, table.name)
        return self._read(
            table,
            f"select {_names(table)} from {name} "  # noqa: S608  (our own names)
            f"where marts_schema = %s order by {', '.join(table.order)}",
        )

    def latest(self, table: LogTable, *key: str) -> list[dict[str, Any]]:
        """The last row of each key, which is what holds now."""
        name = quoted_table(SCHEMA, table.name)
        newest_first = ", ".join(f"{column} desc" for column in table.order)
        return self._read(
            table,
            f"select {_names(table)} from (select *, row_number() over "  # noqa: S608  (our own)
            f"(partition by {', '.join(key)} order by {newest_first}) as newness "
            f"from {name} where marts_schema = %s) as numbered "
            f"where newness = 1 order by {', '.join(key)}",
        )

    def _read(self, table: LogTable, query: str) -> list[dict[str, Any]]:
        """The rows of a query whose one parameter is the schema that dbt builds in."""
        with self.open_warehouse() as warehouse:
            if table.name not in _columns(warehouse):
                return []
            found = warehouse.rows(query, [warehouse.schema])
        names = [column.name for column in table.columns]
        return [dict(zip(names, row, strict=True)) for row in found]


def _names(table: LogTable) -> str:
    return ", ".join(quoted(column.name) for column in table.columns)


def _make(warehouse: Warehouse) -> None:
    """The schema, the tables, and columns that came with a later version."""
    if not warehouse.rows("select 1 from pg_catalog.pg_namespace where nspname = %s", [SCHEMA]):
        warehouse.execute(f"create schema {quoted(SCHEMA)}")
    every = _columns(warehouse)
    for table in TABLES:
        present = every.get(table.name, set())
        wanted = (*table.columns, MARTS_SCHEMA)
        lacking = [column for column in wanted if column.name not in present]
        name = quoted_table(SCHEMA, table.name)
        if not present:
            definition = ", ".join(f"{quoted(column.name)} {column.type}" for column in wanted)
            warehouse.execute(f"create table if not exists {name} ({definition})")
            continue
        for column in lacking:
            warehouse.execute(f"alter table {name} add column {quoted(column.name)} {column.type}")


def _columns(warehouse: Warehouse) -> dict[str, set[str]]:
    """The columns of each table of the log that is there."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = warehouse.rows(
        "select table_name, column_name from information_schema.columns where table_schema = %s",
        [SCHEMA],
    )
    for table, column in rows:
        found[table].add(column)
    return found


def _insert(warehouse: Warehouse, table: LogTable, rows: Sequence[Row]) -> None:
    names = [column.name for column in (*table.columns, MARTS_SCHEMA)]
    place = f"({', '.join(['%s'] * len(names))})"
    for first in range(0, len(rows), _BATCH):
        batch = rows[first : first + _BATCH]
        values = [{**row, MARTS_SCHEMA.name: warehouse.schema} for row in batch]
        warehouse.execute(
            f"insert into {quoted_table(SCHEMA, table.name)} "  # noqa: S608  (our own names)
            f"({', '.join(map(quoted, names))}) values {', '.join([place] * len(batch))}",
            [row[name] for row in values for name in names],
        )
