"""`org-funnels quality`: keep the checks as the tracking plan says, run them, tell their owners."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from org_funnels.cli.drift import accept, drift
from org_funnels.cli.options import project_dir_option, target_option
from org_funnels.errors import UserError
from org_funnels.quality.run import Report, as_json, run_checks
from org_funnels.quality.suite import CHECKPOINTS, DAILY
from org_funnels.quality.sync import differences, write
from org_funnels.warehouse import connect

if TYPE_CHECKING:
    from pathlib import Path

in_project = project_dir_option("The dbt project with the folders tracking_plan and gx.")


@click.group()
def quality() -> None:
    """Check the data and tell its owners."""


quality.add_command(drift)
quality.add_command(accept)


@quality.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where a file would change.")
@in_project
def sync(check: bool, project_dir: Path) -> None:
    """Write the Great Expectations context in gx/ that follows from the tracking plan."""
    changes = differences(project_dir)
    if check and changes:
        message = (
            f"These files differ from the tracking plan: {', '.join(changes.paths)}.\n"
            f"Run `org-funnels quality sync` and commit what it writes."
        )
        raise UserError(message, 1)
    write(project_dir, changes)
    for path in changes.paths:
        click.echo(f"{'removed' if path in changes.removed else 'written'}  {path}")
    click.echo("gx/ agrees with the tracking plan.")


@quality.command()
@target_option
@click.option(
    "--checkpoint",
    type=click.Choice(CHECKPOINTS),
    default=DAILY,
    show_default=True,
    help="hourly: the reconciliations and the raw tables. daily: the marts too.",
)
@click.option("--json", "json_wanted", is_flag=True, help="For a program to read.")
@in_project
@click.pass_context
def run(
    ctx: click.Context, target: str | None, checkpoint: str, json_wanted: bool, project_dir: Path
) -> None:
    """Assert on the marts that dbt built, write Data Docs and print what owners must know.

    Ends with 1 where data is critical, with 3 where checks did not run.
    """
    report = run_checks(connect(target, project_dir), project_dir, checkpoint)
    if json_wanted:
        click.echo(json.dumps(as_json(report), indent=2))
    else:
        _show(report)
    ctx.exit(report.exit_code)


def _show(report: Report) -> None:
    for alert in report.alerts:
        click.echo(f"{alert.text}\n")
    for sentence in report.broken:
        click.echo(f"[CHECK BROKEN] {sentence}")
    for finding in report.findings.of("failed"):
        measured = f" Found: {finding.measured}." if finding.measured else ""
        what = f"{finding.suite} ({finding.severity}): {finding.description}{measured}"
        click.echo(f"Not met in {what}")
    met = len(report.findings.of("met"))
    click.echo(f"{met} of {len(report.findings.findings)} expectations are met.")
    click.echo(f"Data Docs: {report.data_docs}")
