"""`org-funnels backfill`: read chosen load days again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from org_funnels.cli.options import project_dir_option, target_option
from org_funnels.cli.programs import run_dbt
from org_funnels.errors import UserError
from org_funnels.ledger.entry import read_entries
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.warehouse import connect

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

# What reads raw rows, and all that comes of it.
_SELECTED = ("int_events__raw_counts+", "int_events__dispositions+")

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--from", "first", required=True, type=_DAY, help="The first load day (UTC).")
@click.option("--to", "last", required=True, type=_DAY, help="The last load day (UTC), inclusive.")
@click.option("--table", help="One raw table, as the ledger names it: web.report_opened.")
@target_option
@project_dir_option("The dbt project.")
def backfill(
    first: datetime, last: datetime, table: str | None, target: str | None, project_dir: Path
) -> None:
    """Read the raw rows that were loaded on these days again, and what they touch.

    A run reads what was loaded since the last one. Rows that were loaded, changed or deleted
    further back are found by `org-funnels ledger --verify` and taken in here, without a full
    refresh; the result is the same.
    """
    if first > last:
        message = f"--from {first:%Y-%m-%d} is after --to {last:%Y-%m-%d}. Swap them."
        raise UserError(message)
    if table:
        _check_table(table, target, project_dir)
    settings = {
        "backfill_from": f"{first:%Y-%m-%d}",
        "backfill_to": f"{last:%Y-%m-%d}",
        "backfill_table": table or "",
    }
    arguments = ["run", "--select", *_SELECTED, "--vars", json.dumps(settings)]
    arguments += ["--project-dir", str(project_dir)]
    click.echo(run_dbt(*arguments, *(["--target", target] if target else [])))


def _check_table(table: str, target: str | None, project_dir: Path) -> None:
    with connect(target, project_dir) as warehouse:
        known = [entry.source_table for entry in read_entries(warehouse)]
    if table not in known:
        message = f"The ledger knows no raw table {table}. {did_you_mean(table, known)}"
        raise UserError(message)
