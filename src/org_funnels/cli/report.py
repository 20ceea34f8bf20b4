"""`org-funnels report`: the screen after a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from org_funnels.cli.options import project_dir_option, target_option
from org_funnels.report.screen import console, read_screen
from org_funnels.warehouse import connect

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@target_option
@project_dir_option("The dbt project that was built.")
def report(target: str | None, project_dir: Path) -> None:
    """Show the funnels, the reconciliation and what could not be matched."""
    with connect(target, project_dir) as warehouse:
        screen = read_screen(warehouse, target, project_dir)
    console().print(screen, crop=False)
