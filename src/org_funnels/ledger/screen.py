"""The ledger as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from org_funnels.ledger.drift import stretches
from org_funnels.ledger.entry import REASONS
from org_funnels.quality.wording import counted
from org_funnels.report.section import copyable, remark, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from org_funnels.ledger.drift import Drift
    from org_funnels.ledger.entry import Entry

_MOST_DAYS = 20


def show_entries(entries: Sequence[Entry]) -> RenderableType:
    """A line a raw table, and whether it balances."""
    days = sum(entry.unbalanced_days for entry in entries)
    verdict = (
        Text(f"{counted(days, 'load day does', 'load days do')} not balance.", style="bold red")
        if days
        else remark("It balances: every raw row is a fact, a duplicate or rejected.")
    )
    return Group(_entries_table(entries), verdict)


def show_drifts(drifts: Sequence[Drift]) -> RenderableType:
    """The days that differ, and what to run; one line where none does."""
    if not drifts:
        return remark("Counted again: every load day is what the ledger has.")
    lines: list[RenderableType] = [
        Text(
            f"{counted(len(drifts), 'load day is', 'load days are')} not what the ledger has.",
            style="bold red",
        ),
        _drifts_table(drifts[:_MOST_DAYS]),
    ]
    if len(drifts) > _MOST_DAYS:
        lines.append(remark(f"And {len(drifts) - _MOST_DAYS} more: --json lists all."))
    lines.append(Text("\nTo read them again:"))
    lines += [copyable(f"  {stretch.command}") for stretch in stretches(drifts)]
    return Group(*lines)


def _entries_table(entries: Iterable[Entry]) -> Table:
    shown = table(
        "raw table", "raw rows", "facts", "duplicates", "rejected", "nowhere", "rejected because",
        numbers=frozenset({1, 2, 3, 4, 5}),
    )  # fmt: skip
    for entry in entries:
        shown.add_row(
            entry.source_table,
            f"{entry.raw_count:,}",
            f"{entry.fact_count:,}",
            f"{entry.duplicate_count:,}",
            f"{entry.rejected_count:,}",
            f"{entry.difference:,}",
            _reasons(entry),
        )
    return shown


def _reasons(entry: Entry) -> str:
    pairs = zip(REASONS, entry.rejected_by_reason, strict=True)
    return ", ".join(f"{reason} {count:,}" for reason, count in pairs if count)


def _drifts_table(drifts: Iterable[Drift]) -> Table:
    shown = table(
        "raw table", "load day", "raw rows", "now", "facts", "now",
        numbers=frozenset({2, 3, 4, 5}),
    )  # fmt: skip
    for drift in drifts:
        shown.add_row(
            drift.source_table,
            str(drift.loaded_date),
            f"{drift.raw_count:,}",
            f"{drift.raw_count_now:,}",
            f"{drift.fact_count:,}",
            f"{drift.fact_count_now:,}",
        )
    return shown
