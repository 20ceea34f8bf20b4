"""The columns of every table and view of a schema, as the warehouse has them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from org_funnels.warehouse.warehouse import Warehouse

_COLUMNS = (
    "select table_name, column_name, data_type from information_schema.columns "
    "where table_schema = %s and table_catalog = current_database() order by 1, 2"
)


def schema_columns(warehouse: Warehouse, schema: str) -> list[tuple[str, str, str]]:
    """(table, column, type) by name; a PostgreSQL materialized view is not among them."""
    return [(table, column, type_) for table, column, type_ in warehouse.rows(_COLUMNS, [schema])]
