"""A day of a reconciliation, as the mart judged it, and reading them."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
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
    target_rate: Decimal | None
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

    # A mart that an earlier version built lacks these.
    event_source: str | None = None
    baseline_rate: Decimal | None = None
    expected_count: Decimal | None = None
    pooled_window_count: int | None = None
    pool_first_date: date | None = None
    pool_last_date: date | None = None
    pool_production_count: int | None = None
    pool_missing_count: int | None = None
    max_pending_seconds: int | None = None
    production_loaded_at: datetime | None = None

    @property
    def rate(self) -> float:
        """The share of production rows with their event; made here, as marts store counts."""
        return self.matched_count / self.production_count if self.production_count else 0.0


def read_days(warehouse: Warehouse) -> list[Day]:
    """All days of all checks, by check and day."""
    require_table(warehouse, MART)
    names = _columns(warehouse)
    rows = warehouse.rows(
        f"select {', '.join(names)} from {warehouse.schema}.{MART} "  # noqa: S608  (our own names)
        "order by check_name, window_date"
    )
    return [Day(**dict(zip(names, row, strict=True))) for row in rows]


def _columns(warehouse: Warehouse) -> list[str]:
    """Those of a Day that the mart must have, and those of the others that it has."""
    found = warehouse.rows(
        "select column_name from information_schema.columns "
        "where table_schema = %s and table_name = %s",
        [warehouse.schema, MART],
    )
    present = {name for (name,) in found}
    return [one.name for one in fields(Day) if one.default is MISSING or one.name in present]


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
