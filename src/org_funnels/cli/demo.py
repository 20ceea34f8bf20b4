"""`org-funnels demo`: the demo company, simulated, loaded, built, checked and reported."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from org_funnels.cli.options import target_option
from org_funnels.cli.programs import run_dbt, run_org_funnels, start_dbt
from org_funnels.cli.progress import step
from org_funnels.cli.wording import counted
from org_funnels.demo.generate import DEFAULT_DAYS, DEFAULT_ORGS, DEFAULT_SEED, generate
from org_funnels.errors import UserError
from org_funnels.log import SCHEMA
from org_funnels.warehouse import connect, embedded
from org_funnels.warehouse.load import load_folder
from org_funnels.warehouse.profiles import read_target
from org_funnels.warehouse.project import intermediate_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from org_funnels.demo.generate import Summary

    Command = TypeVar("Command", bound=Callable[..., object])

FOLDER = Path(".demo")

_BAD_DATA = 1


@click.group()
def demo() -> None:
    """Simulate the demo company and run everything on it."""


def _size_options(command: Command) -> Command:
    """How large the company is, alike for every command that simulates it."""
    positive = click.IntRange(min=1)
    options = (
        click.option("--orgs", default=DEFAULT_ORGS, show_default=True, type=positive),
        click.option("--days", default=DEFAULT_DAYS, show_default=True, type=positive),
        click.option("--seed", default=DEFAULT_SEED, show_default=True, type=int),
    )
    for option in options:
        command = option(command)
    return command


@demo.command("generate")
@click.option("--out", default=FOLDER, show_default=True, type=click.Path(path_type=Path))
@_size_options
def generate_command(out: Path, orgs: int, days: int, seed: int) -> None:
    """Write the company's raw tables, its production tables and the truth. Loads nothing.

    The same numbers give the same bytes on every machine.
    """
    summary = generate(out, orgs, days, seed)
    click.echo(f"Wrote {_counts(summary)} to {out}.")


@demo.command("load")
@click.argument("folder", default=FOLDER, type=click.Path(path_type=Path))
@target_option
def load_command(folder: Path, target: str | None) -> None:
    """Copy what `generate` wrote into the warehouse."""
    click.echo(f"Loaded {_load(folder, target)}.")


@demo.command("run")
@_size_options
@target_option
def run_command(orgs: int, days: int, seed: int, target: str | None) -> None:
    """Everything, from nothing to the report."""
    _check_project()
    # dbt and our own commands all read it, so that no step can mean another warehouse.
    os.environ["DBT_TARGET"] = read_target(target).name
    _fill_warehouse(orgs, days, seed)
    _build()
    _check_data()
    run_org_funnels("report")


def _check_project() -> None:
    if not Path("dbt_project.yml").is_file():
        message = (
            f"{Path.cwd()} has no dbt_project.yml, and the demo runs in the checkout of "
            f"org-funnels.\nChange to that folder and run this again."
        )
        raise UserError(message)


def _fill_warehouse(orgs: int, days: int, seed: int) -> None:
    if os.environ["DBT_TARGET"] == "embedded":
        with step("Start the embedded PostgreSQL") as outcome:
            outcome.text = f"port {embedded.start(embedded.Place.from_environment()).port}"
    # dbt takes seconds to read the project, and needs no table for that.
    parsing = start_dbt("parse")
    with step("Simulate the demo company") as outcome:
        summary = generate(FOLDER, orgs, days, seed)
        outcome.text = f"{counted(summary.orgs, 'org')}, {counted(summary.raw_rows, 'raw row')}"
    parsing.finish()
    with step("Load it") as outcome:
        outcome.text = _load(FOLDER, None)


def _build() -> None:
    """What a scheduler would run: the tracking plan against the models, then dbt."""
    if (code := run_org_funnels("plan", "sync", "--check")) != 0:
        message = "The generated models differ from the tracking plan, as said above."
        raise UserError(message, exit_code=code)
    with step("Build and test it with dbt") as outcome:
        # A snapshot is input to a run, and a seed to a snapshot: dbt orders both by itself.
        outcome.text = run_dbt("build", "--exclude-resource-type", "unit_test")
    with step("Write dbt's docs") as outcome:
        run_dbt("docs", "generate", "--static", "--no-compile")
        outcome.text = "target/static_index.html"


def _check_data() -> None:
    """Run the quality checks, which must find what the demo company lost on purpose.

    Its data has ended: the present is when the last of it was loaded.
    """
    with connect() as warehouse:
        schema = intermediate_schema(Path(), warehouse.schema)
        as_of = warehouse.rows(f"select as_of from {schema}.int_as_of")[0][0]  # noqa: S608
    code = run_org_funnels("quality", "run", "--now", f"{as_of:%Y-%m-%d %H:%M:%S}")
    if code == _BAD_DATA:
        click.echo(
            f"`org-funnels quality run` ended with {code}, bad data, as it should: the demo "
            f"company loses signups on purpose."
        )
    elif code != 0:
        raise UserError("The quality checks could not run, as said above.", exit_code=code)
    else:
        message = (
            "The quality checks found nothing, but the demo company loses signups on purpose.\n"
            "The company may be too small to judge: run it with more --orgs or --days."
        )
        raise UserError(message, exit_code=_BAD_DATA)


def _load(folder: Path, target: str | None) -> str:
    with connect(target) as warehouse:
        # what was said about an earlier company is not about this one
        warehouse.execute(f"drop schema if exists {SCHEMA} cascade")
        loaded = load_folder(warehouse, folder)
    rows = sum(table.rows for table in loaded)
    return f"{counted(rows, 'row')} in {counted(len(loaded), 'table')}"


def _counts(summary: Summary) -> str:
    """The counts of a simulation, in the order that it gives them."""
    return ", ".join(
        f"{count:,} {name.replace('_', ' ')}" for name, count in asdict(summary).items()
    )
