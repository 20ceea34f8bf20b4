"""Promise P4: PostgreSQL and DuckDB give the same rows for the same input, value by value."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("demo")

SCHEMAS = ("analytics", "analytics_intermediate", "analytics_staging")


def test_every_relation_has_equal_rows_on_both_engines(
    postgres_demo: Warehouse, duckdb_demo: Warehouse
) -> None:
    on_postgres, on_duckdb = _columns(postgres_demo), _columns(duckdb_demo)

    assert len(on_postgres) > 50
    assert on_postgres == on_duckdb

    different = [
        ".".join(relation)
        for relation, columns in on_postgres.items()
        if _rows(postgres_demo, relation, columns) != _rows(duckdb_demo, relation, columns)
    ]
    assert different == []


def _columns(warehouse: Warehouse) -> dict[tuple[str, str], list[str]]:
    """The relations that dbt built, and the names of their columns in order."""
    schemas = ", ".join(f"'{schema}'" for schema in SCHEMAS)
    found: dict[tuple[str, str], list[str]] = {}
    for schema, table, column in warehouse.rows(
        "select table_schema, table_name, column_name from information_schema.columns"
        f" where table_schema in ({schemas})"
        " order by table_schema, table_name, ordinal_position"
    ):
        found.setdefault((schema, table), []).append(column)
    return found


def _rows(
    warehouse: Warehouse, relation: tuple[str, str], columns: list[str]
) -> Counter[tuple[Any, ...]]:
    """The rows of a relation, however they are ordered, each as often as it is there."""
    names = ", ".join(f'"{column}"' for column in columns)
    schema, table = relation
    return Counter(
        tuple(_comparable(value) for value in row)
        for row in warehouse.rows(f'select {names} from "{schema}"."{table}"')
    )


def _comparable(value: object) -> object:
    """Numbers by their value and kind of type: 1 and 1.0 are alike, but not 1 and true."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | Decimal):
        return Decimal(value).normalize()
    return value
