"""A day of a reconciliation, as the mart judged it, and reading them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from org_funnels.errors import UserError

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from org_funnels.warehouse import Warehouse

MART = "reconciliation"
KEYS_MART = "reconciliation_missing_keys"
BUILD_FAILED = 3


@dataclass(frozen=True)
class Day:
    """A row of the mart `reconciliation`: the columns that alerts and reports need."""

    check_name: str
    window_date: date
    title: str | None
    owner: str
    event_name: str
    production_model: str
    timezone: str
    target_rate: Decimal
    production_count: int
    matched_count: int
    missing_count: int
    excluded_count: int
    duplicate_count: int
    orphan_count: int
    decision: str
    decision_reason: str
    is_final: bool
    rate_low: Decimal | None
    rate_high: Decimal | None
    top_dimension: str | None
    top_value: str | None
    top_missing_count: int | None
    top_production_count: int | None
    arrival_lag_seconds: int
    source_loaded_at: datetime | None
    as_of: datetime

    @property
    def rate(self) -> float:
        """The share of production rows with their event; made here, as marts store counts."""
        return self.matched_count / self.production_count if self.production_count else 0.0


def read_days(warehouse: Warehouse) -> list[Day]:
    """All days of all checks, by check and day."""
    require_table(warehouse, MART)
    columns = ", ".join(field.name for field in fields(Day))
    rows = warehouse.rows(
        f"select {columns} from {warehouse.schema}.{MART} "  # noqa: S608  (our own names)
        "order by check_name, window_date"
    )
    return [Day(*row) for row in rows]


def require_table(warehouse: Warehouse, table: str, schema: str | None = None) -> None:
    """Say what to run where dbt has not built the table. Without a schema it is a mart."""
    schema = schema or warehouse.schema
    found = warehouse.rows(
        "select 1 from information_schema.tables where table_schema = %s and table_name = %s",
        [schema, table],
    )
    if not found:
        message = (
            f"There is no table {schema}.{table}: dbt has not built it here yet.\n"
            f"Run `dbt build` on the same target first."
        )
        raise UserError(message, BUILD_FAILED)
