"""Copy a folder of CSV files into the warehouse: all of its tables, or none of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.warehouse.csv_folder import read_folder
from org_funnels.warehouse.identifier import quoted, quoted_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from org_funnels.warehouse.csv_folder import CsvTable
    from org_funnels.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class LoadedTable:
    """A table as it now stands in the warehouse."""

    schema: str
    table: str
    rows: int


def load_folder(
    warehouse: Warehouse,
    folder: Path,
    schemas: Mapping[str, str] | None = None,
    on_table: Callable[[LoadedTable], None] = lambda _: None,
) -> list[LoadedTable]:
    """Replace the tables that `folder` names with what its files hold.

    `schemas` renames schemas: {"raw": "github_raw"}. Each table is reported as it is filled, but
    nobody else sees any of them before all are in.
    """
    tables = [_renamed(table, schemas or {}) for table in read_folder(folder)]
    _check_apart(tables)
    loaded = []
    with warehouse.transaction():
        for table in tables:
            loaded.append(_load(warehouse, table))
            on_table(loaded[-1])
    for filled in loaded:
        # Without fresh statistics the first queries on PostgreSQL are planned for empty tables.
        warehouse.execute(f"analyze {quoted_table(filled.schema, filled.table)}")
    return loaded


def _renamed(table: CsvTable, schemas: Mapping[str, str]) -> CsvTable:
    return replace(table, schema=schemas.get(table.schema, table.schema))


def _check_apart(tables: list[CsvTable]) -> None:
    names = [f"{table.schema}.{table.table}" for table in tables]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = (
            f"Several files would become {', '.join(twice)}.\n"
            f"Name each table once, as .csv or as .csv.gz."
        )
        raise UserError(message)


def _load(warehouse: Warehouse, table: CsvTable) -> LoadedTable:
    warehouse.execute(f"create schema if not exists {quoted(table.schema)}")
    warehouse.empty_table(table.schema, table.table, table.columns)
    rows = warehouse.copy_csv(table.schema, table.table, table.path)
    return LoadedTable(table.schema, table.table, rows)
