"""`org-funnels report`: the screen after a build."""

from __future__ import annotations

from pathlib import Path

import click

from org_funnels.cli.options import target_option
from org_funnels.report.screen import console, read_screen
from org_funnels.warehouse import connect


@click.command()
@target_option
@click.option(
    "--project-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The dbt project that was built. Default: this folder.",
)
def report(target: str | None, project_dir: Path) -> None:
    """Show the funnels, the reconciliation and what could not be matched."""
    with connect(target) as warehouse:
        screen = read_screen(warehouse, target, project_dir)
    console().print(screen, crop=False)
