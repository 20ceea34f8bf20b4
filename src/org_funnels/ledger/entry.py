"""The ledger by raw table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.ledger.drift import LEDGER

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse

REASONS = ("outside_plan", "unplanned", "no_id", "no_time", "future_time")

_COUNTS = ("raw_count", "fact_count", "duplicate_count", "rejected_count")


@dataclass(frozen=True)
class Entry:
    """One raw table's rows, and where they are."""

    source_table: str
    raw_count: int
    fact_count: int
    duplicate_count: int
    rejected_count: int
    rejected_by_reason: tuple[int, ...]
    unbalanced_days: int

    @property
    def difference(self) -> int:
        """Raw rows that are nowhere; below 0, rows that came from nowhere."""
        return self.raw_count - self.fact_count - self.duplicate_count - self.rejected_count


def read_entries(warehouse: Warehouse) -> list[Entry]:
    """The ledger, added up over load days; unbalanced ones are counted, as two may cancel out."""
    columns = [*_COUNTS, *(f"{reason}_count" for reason in REASONS)]
    sums = ", ".join(f"cast(sum({column}) as bigint)" for column in columns)
    rows = warehouse.rows(
        f"select source_table, {sums}, "  # noqa: S608
        f"cast(sum(case when raw_count <> fact_count + duplicate_count + rejected_count "
        f"then 1 else 0 end) as bigint) "
        f"from {warehouse.schema}.{LEDGER} group by source_table order by source_table"
    )
    return [
        Entry(name, raw, facts, duplicates, rejected, tuple(reasons), unbalanced)
        for name, raw, facts, duplicates, rejected, *reasons, unbalanced in rows
    ]
