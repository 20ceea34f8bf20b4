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
# When the event came after all; null where it is still missing.
_HEALED = "healed_at"


def read_missing_keys(
    warehouse: Warehouse, check_name: str, day: date, *, with_healed: bool = False
) -> list[tuple[Any, ...]]:
    """A line of names and a row for each key, in the order of their times.

    with_healed: also the keys whose event came when the day had been complete, and since when.
    """
    for mart in (MART, KEYS_MART):
        require_table(warehouse, mart)
    _require_check(warehouse, check_name)
    columns = (*_COLUMNS, _HEALED) if with_healed else _COLUMNS
    wanted = "true" if with_healed else f"{_HEALED} is null"
    rows = warehouse.rows(
        f"select {', '.join(columns)} "  # noqa: S608  (our own names)
        f"from {quoted_table(warehouse.schema, KEYS_MART)} "
        f"where check_name = %s and window_date = %s and {wanted} "
        f"order by production_at, key",
        [check_name, day],
    )
    return [columns, *rows]


def _require_check(warehouse: Warehouse, check_name: str) -> None:
    mart = quoted_table(warehouse.schema, MART)
    rows = warehouse.rows(f"select distinct check_name from {mart}")  # noqa: S608  (our own name)
    known = [name for (name,) in rows]
    if check_name not in known:
        message = f"No reconciliation is called {check_name}. {did_you_mean(check_name, known)}"
        raise UserError(message)
