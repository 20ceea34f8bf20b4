"""`org-funnels run`: what a scheduler calls."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from org_funnels.alerts.owners import read_routes
from org_funnels.cli.options import (
    checkpoint_option,
    now_option,
    project_dir_option,
    target_option,
)
from org_funnels.cli.programs import run_dbt
from org_funnels.cli.recording import recorded, shown_step
from org_funnels.runs.place import place_of
from org_funnels.runs.run import perform

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from org_funnels.runs.journal import Journal
    from org_funnels.runs.quality import Checked


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("build_arguments", nargs=-1, type=click.UNPROCESSED, metavar="[-- DBT_ARGUMENTS]")
@target_option
@checkpoint_option
@click.option(
    "--all", "everything", is_flag=True, help="Build also what nothing new reaches, this once."
)
@now_option
@project_dir_option("The dbt project.")
@click.pass_context
def run(
    ctx: click.Context,
    *,
    build_arguments: tuple[str, ...],
    target: str | None,
    checkpoint: str,
    everything: bool,
    now: datetime | None,
    project_dir: Path,
) -> None:
    """Build the models, check the data and tell its owners: source freshness, dbt build, quality.

    It builds what new rows reach, and everything where the code has changed, after a failure, and
    once a day. What follows `--` goes to `dbt build` instead, such as `-- --select tag:hourly`.
    One run at a time works on a warehouse; one that was killed is made good by the next.

    Ends with 0 where all is fine, 1 where data is critical, 3 where the build or a check failed,
    4 where somebody had to be told and nobody could be.
    """
    if everything and build_arguments:
        raise click.UsageError(
            "`--all` builds everything, and what follows `--` a part. Leave out one."
        )
    place, routes = place_of(target, project_dir, now), read_routes(project_dir)

    def work(journal: Journal) -> Checked:
        step = partial(shown_step, journal)
        return perform(
            place,
            routes,
            journal.run_id,
            step=step,
            dbt=run_dbt,
            build_arguments=build_arguments,
            everything=everything,
            checkpoint=checkpoint,
        )

    ctx.exit(recorded(place, "org-funnels run", work).exit_code)
