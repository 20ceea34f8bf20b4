"""What the sides have in common: SQL over tables that are already there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.increments.column_types import RAW_TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from org_funnels.warehouse import Warehouse

_UNION = "bench_union"


def union_sql(tables: Mapping[str, tuple[str, ...]], columns: Iterable[str]) -> str:
    """All rows of {table: its columns}, with null for a column that a table has not."""
    columns = tuple(columns)
    return "\nunion all\n".join(
        f"select cast('{table}' as text) as source_table, "
        + ", ".join(_column(name, present) for name in columns)
        + f" from {table}"
        for table, present in tables.items()
    )


def timed_table(warehouse: Warehouse, sql: str) -> float:
    """Seconds that a table takes to be made of a query. It is gone afterwards."""
    warehouse.execute(f"drop table if exists {_UNION}")
    began = time.perf_counter()
    warehouse.execute(f"create table {_UNION} as {sql}")
    took = time.perf_counter() - began
    warehouse.execute(f"drop table {_UNION}")
    return took


def _column(name: str, present: tuple[str, ...]) -> str:
    value = f'"{name}"' if name in present else "null"
    return f'cast({value} as {"timestamptz" if name in RAW_TIMES else "text"}) as "{name}"'
