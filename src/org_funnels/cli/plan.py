"""`org-funnels plan`: check the tracking plan, and write the files that follow from it."""

from pathlib import Path

import click
from rich.console import Console

from org_funnels.cli.options import project_dir_option
from org_funnels.errors import UserError
from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.overview import overview
from org_funnels.tracking_plan.sync import Change, apply, changes

DIFF_LINES = 20

in_project = project_dir_option("The dbt project with the tracking_plan folder.")


@click.group()
def plan() -> None:
    """Check the tracking plan and generate its models."""


@plan.command()
@in_project
def check(project_dir: Path) -> None:
    """Check the tracking plan, and name every mistake in it with file and line."""
    checked = load_plan(project_dir)
    click.echo(f"The tracking plan of {checked.company} is sound: {checked.size}.")


@plan.command()
@in_project
def show(project_dir: Path) -> None:
    """List the events with their owners, raw tables and ways to the org."""
    console = Console()
    console.print(overview(load_plan(project_dir)))


@plan.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where a file would change.")
@in_project
def sync(check: bool, project_dir: Path) -> None:
    """Write the models, sources, seeds and schemas that follow from the tracking plan."""
    loaded = load_plan(project_dir)
    todo = changes(loaded, project_dir)
    if check and todo:
        raise _difference(todo)
    apply(todo, project_dir)
    for change in todo:
        click.echo(f"{change.kind:8} {change.path}")
    click.echo(f"The generated files agree with the tracking plan: {loaded.size}.")


def _difference(todo: list[Change]) -> UserError:
    """In CI: what is committed must be what the plan says."""
    for change in todo:
        click.echo(f"{change.kind:8} {change.path}")
        click.echo("\n".join(change.diff(DIFF_LINES)))
    files = "1 generated file" if len(todo) == 1 else f"{len(todo)} generated files"
    return UserError(
        f"The tracking plan and {files} differ. Run `org-funnels plan sync` and commit what it "
        "writes."
    )
