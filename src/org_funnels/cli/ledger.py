"""`org-funnels ledger`: where every raw row is."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from org_funnels.cli.options import project_dir_option, target_option
from org_funnels.ledger.drift import LEDGER, find_drifts
from org_funnels.ledger.entry import read_entries
from org_funnels.ledger.screen import show_drifts, show_entries
from org_funnels.quality.day import require_table
from org_funnels.report.screen import console
from org_funnels.warehouse import connect
from org_funnels.warehouse.project import intermediate_schema

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.ledger.drift import Drift
    from org_funnels.ledger.entry import Entry

_BAD_DATA = 1


@click.command()
@click.option("--verify", is_flag=True, help="Count every raw row and every fact again.")
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@target_option
@project_dir_option("The dbt project that was built.")
def ledger(*, verify: bool, as_json: bool, target: str | None, project_dir: Path) -> None:
    """Show where every raw row is: a fact, a duplicate, or rejected with a reason.

    With --verify also count again what the ledger has counted as the rows came: it finds load days
    of which rows came later than `load_overlap` allows, or went. Ends with 1 where a day does not
    balance or is not what it was.
    """
    with connect(target, project_dir) as warehouse:
        require_table(warehouse, LEDGER)
        entries = read_entries(warehouse)
        intermediate = intermediate_schema(project_dir, warehouse.schema)
        drifts = find_drifts(warehouse, intermediate) if verify else None
    if as_json:
        click.echo(json.dumps(_as_object(entries, drifts), indent=2, default=str))
    else:
        _print(entries, drifts)
    if drifts or any(entry.unbalanced_days for entry in entries):
        sys.exit(_BAD_DATA)


def _print(entries: list[Entry], drifts: list[Drift] | None) -> None:
    screen = console()
    screen.print(show_entries(entries), crop=False)
    if drifts is not None:
        screen.print(show_drifts(drifts), crop=False)


def _as_object(entries: list[Entry], drifts: list[Drift] | None) -> dict[str, Any]:
    found: dict[str, Any] = {"raw_tables": [asdict(entry) for entry in entries]}
    if drifts is not None:
        found["drifts"] = [asdict(drift) for drift in drifts]
    return found
