"""`org-funnels funnel`: try a funnel, or look at a declared one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from org_funnels.cli.options import project_dir_option, target_option
from org_funnels.funnel.declared import declared_funnels, declared_numbers
from org_funnels.funnel.outcome import Outcome
from org_funnels.funnel.run import IN_MEMORY, run_on_file, run_on_warehouse
from org_funnels.funnel.screen import show_declared, show_numbers
from org_funnels.report.screen import console

if TYPE_CHECKING:
    from org_funnels.funnel.run import Trial

_FILE = click.Path(path_type=Path)

in_project = project_dir_option("The dbt project.")
json_option = click.option("--json", "as_json", is_flag=True, help="For a program to read.")


@click.group()
def funnel() -> None:
    """Try a funnel on a file or on the warehouse, and look at the declared ones."""


@funnel.command()
@click.argument("definition", type=_FILE)
@click.option(
    "--events",
    type=_FILE,
    help="A .csv, .csv.gz or .parquet with event_id, entity_id, occurred_at, event_name and "
    "properties as further columns. Default: the warehouse's own events.",
)
@click.option(
    "--engine",
    metavar="NAME",
    help="embedded, duckdb, postgres or another target of profiles.yml. Default: with --events "
    "duckdb, in memory; else as dbt would choose.",
)
@click.option("--out", type=_FILE, help="Write the attempts, one row each: .csv or .parquet.")
@json_option
@in_project
def run(
    definition: Path,
    *,
    events: Path | None,
    engine: str | None,
    out: Path | None,
    as_json: bool,
    project_dir: Path,
) -> None:
    """Run the funnel in DEFINITION, a YAML file, and change nothing.

    DEFINITION is what a funnel of tracking_plan/funnels.yml is, without its name; only `steps`
    must be there:

    \b
        window: 14 days
        steps:
          - {name: signed_up, event: Sign up}
          - {name: bought, event: Bought, where: [{property: amount, op: ">", value: 10}]}
        segments: [{property: browser}]

    On a file of events a `property` is a column of it, or a key of its column `properties`.
    `org-funnels funnel schema` describes what --json prints.
    """  # noqa: D301  (click's mark for lines that stay as they are)
    with Console(stderr=True).status(f"Run {definition}"):
        trial = _trial(definition, events, engine, out, project_dir)
    for note in trial.notes:
        click.echo(note, err=True)
    if as_json:
        _print_json(trial.outcome.model_dump())
    else:
        console().print(show_numbers(trial.outcome), crop=False)


@funnel.command("list")
@target_option
@json_option
@in_project
def list_command(target: str | None, as_json: bool, project_dir: Path) -> None:
    """List the declared funnels, and how many entered and converted."""
    funnels, error = declared_funnels(project_dir, target)
    if as_json:
        _print_json([funnel.model_dump() for funnel in funnels])
    else:
        console().print(show_declared(funnels), crop=False)
    if error:
        click.echo(f"Without numbers. {error.message}", err=True)


@funnel.command()
@click.argument("name")
@target_option
@json_option
@in_project
def show(name: str, target: str | None, as_json: bool, project_dir: Path) -> None:
    """Show the declared funnel NAME with its numbers, as dbt built them last."""
    numbers = declared_numbers(project_dir, target, name)
    if as_json:
        _print_json(numbers.model_dump())
    else:
        console().print(show_numbers(numbers), crop=False)


@funnel.command()
def schema() -> None:
    """Print the JSON Schema of what `run --json` prints: every key, with its meaning."""
    _print_json(Outcome.model_json_schema())


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def _trial(
    definition: Path, events: Path | None, engine: str | None, out: Path | None, project_dir: Path
) -> Trial:
    if events:
        return run_on_file(definition, events, engine or IN_MEMORY, project_dir, out)
    return run_on_warehouse(definition, engine, project_dir, out)
