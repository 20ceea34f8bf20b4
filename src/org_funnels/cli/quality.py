"""`org-funnels quality`: keep the checks as the tracking plan says, run them, tell their owners."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from org_funnels.alerts.owners import read_routes
from org_funnels.cli.drift import accept, drift
from org_funnels.cli.incidents import ack, history, incident_json, missing, mute, status
from org_funnels.cli.options import (
    checkpoint_option,
    now_option,
    project_dir_option,
    target_option,
)
from org_funnels.cli.recording import recorded, shown_step
from org_funnels.cli.wording import counted
from org_funnels.errors import UserError
from org_funnels.incidents.finding import Round
from org_funnels.quality.run import as_json
from org_funnels.quality.sync import differences, write
from org_funnels.runs.place import place_of
from org_funnels.runs.quality import check

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from org_funnels.runs.journal import Journal
    from org_funnels.runs.quality import Checked

in_project = project_dir_option("The dbt project with the folders tracking_plan and gx.")


@click.group()
def quality() -> None:
    """Check the data and tell its owners."""


for command in (status, missing, ack, mute, history, drift, accept):
    quality.add_command(command)


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
@checkpoint_option
@now_option
@click.option("--json", "json_wanted", is_flag=True, help="For a program to read.")
@in_project
@click.pass_context
def run(
    ctx: click.Context,
    *,
    target: str | None,
    checkpoint: str,
    now: datetime | None,
    json_wanted: bool,
    project_dir: Path,
) -> None:
    """Check what dbt built, keep the incidents and tell their owners what is new.

    Ends with 1 where data is critical, with 3 where checks did not run, with 4 where somebody had
    to be told and nobody could be.
    """
    place, routes = place_of(target, project_dir, now), read_routes(project_dir)

    def work(journal: Journal) -> Checked:
        step = partial(shown_step, journal)
        nothing = Round((), frozenset())
        return check(place, routes, journal.run_id, step, nothing, checkpoint=checkpoint)

    # in JSON nothing else is on stdout, not even what the owners are told there
    with redirect_stdout(sys.stderr if json_wanted else sys.stdout):
        checked = recorded(place, "org-funnels quality run", work)
    if json_wanted:
        click.echo(json.dumps(_as_json(checked), indent=2))
    else:
        _show(checked)
    ctx.exit(checked.exit_code)


def _show(checked: Checked) -> None:
    """What stands beside the messages, which the owners' channels have had."""
    if report := checked.report:
        for sentence in report.broken:
            click.echo(f"[CHECK BROKEN] {sentence}")
        met = len(report.findings.of("met"))
        click.echo(f"{met} of {len(report.findings.findings)} expectations are met.")
    open_count, muted_count = len(checked.settlement.open_incidents), len(checked.settlement.muted)
    click.echo(
        f"{counted(open_count + muted_count, 'incident')} open, {muted_count} of them muted: "
        f"org-funnels quality status"
    )
    if report:
        click.echo(f"Data Docs: {report.data_docs}")


def _as_json(checked: Checked) -> dict[str, Any]:
    """For a program to read. No key is in it."""
    settled = checked.settlement
    return {
        "exit_code": checked.exit_code,
        **(as_json(checked.report) if checked.report else {}),
        "open_incidents": [incident_json(one) for one in settled.open_incidents],
        "muted_incidents": [incident_json(one) for one in settled.muted],
        "messages": [
            {
                "owner": one.message.owner,
                "reached_nobody": one.reached_nobody,
                "incidents": [item.incident.incident_id for item in one.message.items],
            }
            for one in settled.sent
        ],
    }
