"""`org-funnels quality drift` and `accept`: what changed in the raw schemas, and what is meant."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from org_funnels.cli.options import project_dir_option, target_option
from org_funnels.cli.wording import counted
from org_funnels.errors import UserError
from org_funnels.quality.raw_schema import read_raw_columns
from org_funnels.quality.schema_baseline import BASELINE, accepted, read_baseline, write_baseline
from org_funnels.quality.schema_drift import compare, find_drift
from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.warehouse import connect

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from org_funnels.incidents.finding import Finding

in_project = project_dir_option("The dbt project with the folder tracking_plan.")


@click.command()
@target_option
@click.option("--json", "json_wanted", is_flag=True, help="For a program to read.")
@in_project
def drift(target: str | None, json_wanted: bool, project_dir: Path) -> None:
    """Show what has changed in the raw schemas since somebody accepted them.

    A warning: a table or a column that has gone, or that holds another kind of value. For
    information: a new one. What is put back is no longer shown; what is meant, `accept` accepts.
    """
    with connect(target, project_dir) as warehouse:
        found = find_drift(warehouse, project_dir)
    if json_wanted:
        click.echo(json.dumps([asdict(finding) for finding in found], indent=2, default=str))
        return
    for finding in found:
        click.echo("\n  ".join([_headline(finding), *finding.details]))
    if read_baseline(project_dir) is not None:
        click.echo(_summary(found))


@click.command()
@click.argument("tables", nargs=-1, metavar="[SOURCE.TABLE]...")
@target_option
@in_project
def accept(tables: tuple[str, ...], target: str | None, project_dir: Path) -> None:
    """Write the raw schemas as they are now into tracking_plan/raw_schema.csv, to be committed.

    With names of raw tables only those; the others stay as they were accepted.
    """
    before = read_baseline(project_dir) or ()
    with connect(target, project_dir) as warehouse:
        now = read_raw_columns(warehouse, load_plan(project_dir), project_dir)
    known = {column.source_table for column in (*before, *now)}
    _refuse_unknown(tables, known)
    after = accepted(before, now, tables)
    for change in compare(before, after):
        click.echo(f"accepted  {change.headline}.")
    write_baseline(project_dir, after)
    click.echo(f"{project_dir / BASELINE} has {counted(len(after), 'raw column')}. Commit it.")


def _headline(finding: Finding) -> str:
    return f"[{finding.severity.upper()}] {finding.headline}."


def _summary(found: Iterable[Finding]) -> str:
    warnings = [finding for finding in found if finding.severity != "info"]
    total = len(list(found))
    if not total:
        return "The raw schemas are as they were accepted."
    changes = counted(total, "change")
    return f"{changes} since the raw schemas were accepted, {len(warnings)} to act on."


def _refuse_unknown(tables: Iterable[str], known: set[str]) -> None:
    unknown = [table for table in tables if table not in known]
    if unknown:
        hints = (f"No raw table is called {name}. {did_you_mean(name, known)}" for name in unknown)
        raise UserError("\n".join(hints))
