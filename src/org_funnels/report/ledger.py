"""That no raw row is lost: every one is a fact, a duplicate, or rejected with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from org_funnels.quality.wording import counted
from org_funnels.report.section import heading, mart, remark, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.table import Table

    from org_funnels.warehouse import Warehouse

MART = "event_ledger"

_REASONS = ("outside_plan", "unplanned", "no_id", "no_time", "future_time")


@dataclass(frozen=True)
class Entry:
    """One source's rows."""

    source: str
    raw_count: int
    fact_count: int
    duplicate_count: int
    rejected_count: int
    rejected_by_reason: tuple[int, ...]

    @property
    def difference(self) -> int:
        """Raw rows that are nowhere; below 0, rows that came from nowhere."""
        return self.raw_count - self.fact_count - self.duplicate_count - self.rejected_count


def read_ledger(warehouse: Warehouse) -> list[Entry]:
    """The ledger by source."""
    counts = ["raw_count", "fact_count", "duplicate_count", "rejected_count"]
    columns = [*counts, *(f"{reason}_count" for reason in _REASONS)]
    sums = ", ".join(f"cast(sum({column}) as bigint)" for column in columns)
    rows = warehouse.rows(
        f"select split_part(source_table, '.', 1), {sums} "  # noqa: S608
        f"from {mart(warehouse, MART)} group by 1 order by 1"
    )
    return [
        Entry(source, raw, facts, duplicates, rejected, tuple(reasons))
        for source, raw, facts, duplicates, rejected, *reasons in rows
    ]


def show_ledger(entries: list[Entry]) -> RenderableType:
    """A line a source, and whether it balances."""
    lost = sum(abs(entry.difference) for entry in entries)
    verdict = (
        Text(f"{counted(lost, 'row does', 'rows do')} not balance.", style="bold red")
        if lost
        else remark("It balances: every raw row is in one of the three.")
    )
    return Group(heading("LEDGER"), Text(), _table(entries), verdict)


def _table(entries: Iterable[Entry]) -> Table:
    shown = table(
        "source", "raw rows", "facts", "duplicates", "rejected", "rejected because",
        numbers=frozenset({1, 2, 3, 4}),
    )  # fmt: skip
    for entry in entries:
        shown.add_row(
            entry.source,
            f"{entry.raw_count:,}",
            f"{entry.fact_count:,}",
            f"{entry.duplicate_count:,}",
            f"{entry.rejected_count:,}",
            _reasons(entry),
        )
    return shown


def _reasons(entry: Entry) -> str:
    pairs = zip(_REASONS, entry.rejected_by_reason, strict=True)
    return ", ".join(f"{reason} {count:,}" for reason, count in pairs if count)
