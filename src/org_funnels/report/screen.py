"""The whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group

from org_funnels.quality import day
from org_funnels.report import funnels, ledger, unmatched
from org_funnels.report.next_steps import places, show_next_steps, sql_prompt
from org_funnels.report.reconciliations import show_reconciliations

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from org_funnels.warehouse import Warehouse

_MARTS = (
    funnels.MART, day.MART, unmatched.FACTS, unmatched.UNRESOLVED, ledger.MART,
)  # fmt: skip
_PLAIN_WIDTH = 120


def read_screen(warehouse: Warehouse, target: str | None, project_dir: Path) -> RenderableType:
    """Everything that the marts of one build say."""
    for name in _MARTS:
        day.require_table(warehouse, name)
    return Group(
        funnels.show_funnels(funnels.read_funnels(warehouse, project_dir)),
        show_reconciliations(day.read_days(warehouse)),
        unmatched.show_unmatched(unmatched.read_unmatched(warehouse)),
        ledger.show_ledger(ledger.read_ledger(warehouse)),
        show_next_steps(places(project_dir), sql_prompt(warehouse, target)),
    )


def console() -> Console:
    """As wide as the terminal; in a log, plain and of one width on every machine."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)
