"""Who is missing on a day of a reconciliation: read on request, for the person who asks alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from org_funnels.errors import UserError
from org_funnels.quality.day import KEYS_MART, MART, require_table
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.warehouse.identifier import quoted_table

if TYPE_CHECKING:
    from datetime import date

    from org_funnels.warehouse import Warehouse

_COLUMNS = ("key", "production_at", "dimensions")
# When a row was found after all. A mart that an earlier version built has no such column.
_HEALED = "healed_at"


def read_missing_keys(warehouse: Warehouse, check_name: str, day: date) -> list[tuple[Any, ...]]:
    """A line of names and a row for each key, in the order of their times."""
    for mart in (MART, KEYS_MART):
        require_table(warehouse, mart)
    _require_check(warehouse, check_name)
    still = f"and {_HEALED} is null" if _has_healed(warehouse) else ""
    rows = warehouse.rows(
        f"select {', '.join(_COLUMNS)} "  # noqa: S608  (our own names)
        f"from {quoted_table(warehouse.schema, KEYS_MART)} "
        f"where check_name = %s and window_date = %s {still} "
        f"order by production_at, key",
        [check_name, day],
    )
    return [_COLUMNS, *rows]


def _has_healed(warehouse: Warehouse) -> bool:
    found = warehouse.rows(
        "select 1 from information_schema.columns "
        "where table_schema = %s and table_name = %s and column_name = %s",
        [warehouse.schema, KEYS_MART, _HEALED],
    )
    return bool(found)


def _require_check(warehouse: Warehouse, check_name: str) -> None:
    mart = quoted_table(warehouse.schema, MART)
    rows = warehouse.rows(f"select distinct check_name from {mart}")  # noqa: S608  (our own name)
    known = [name for (name,) in rows]
    if check_name not in known:
        message = f"No reconciliation is called {check_name}. {did_you_mean(check_name, known)}"
        raise UserError(message)
