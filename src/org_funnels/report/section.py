"""What all sections look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from org_funnels.quality.wording import percent

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse


def heading(text: str) -> Text:
    """A section's name."""
    return Text(f"\n{text}", style="bold")


def remark(text: str) -> Text:
    """A sentence beside the numbers."""
    return Text(text, style="dim")


def copyable(text: str) -> Text:
    """A path or a command: never wrapped here, so that it is whole when it is copied."""
    return Text(text, no_wrap=True, overflow="ignore")


def table(*columns: str, numbers: frozenset[int] = frozenset()) -> Table:
    """A table with a line under its header; the columns at `numbers` are right-aligned."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for position, name in enumerate(columns):
        if position in numbers:
            made.add_column(name, justify="right", no_wrap=True)
        else:
            made.add_column(name, overflow="fold")
    return made


def share(part: int, whole: int) -> str:
    """A percentage made here, from counts; nothing of nothing is none."""
    return percent(part / whole) if whole else "-"


def mart(warehouse: Warehouse, name: str) -> str:
    """A mart with its schema, as SQL."""
    return f"{warehouse.schema}.{name}"
