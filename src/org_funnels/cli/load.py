"""`org-funnels load`: fill the warehouse from files."""

from __future__ import annotations

from pathlib import Path

import click

from org_funnels.cli.options import target_option
from org_funnels.cli.wording import counted
from org_funnels.errors import UserError
from org_funnels.warehouse import connect
from org_funnels.warehouse.load import LoadedTable, load_folder


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@target_option
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FOLDER=SCHEMA",
    help="Load into another schema than the files name, e.g. raw=github_raw. Repeatable.",
)
def load(folder: Path, target: str | None, schemas: tuple[str, ...]) -> None:
    """Copy a folder of CSV files into the warehouse: all of its tables, or none of them.

    FOLDER has a tables.json that gives the type of each column, or is laid out as
    <schema>/<table>.csv or .csv.gz, and then every column is text. Tables of those names are
    replaced.
    """
    renames = dict(_rename(pair) for pair in schemas)
    with connect(target) as warehouse:
        loaded = load_folder(warehouse, folder, renames, on_table=_show)
    rows = sum(table.rows for table in loaded)
    click.echo(f"Loaded {counted(rows, 'row')} in {counted(len(loaded), 'table')}.")


def _show(table: LoadedTable) -> None:
    click.echo(f"{table.rows:>12,}  {table.schema}.{table.table}")


def _rename(pair: str) -> tuple[str, str]:
    old, _, new = pair.partition("=")
    if not old or not new:
        message = f"--schema is {pair!r}, and must be OLD=NEW, such as raw=github_raw."
        raise UserError(message)
    return old, new
