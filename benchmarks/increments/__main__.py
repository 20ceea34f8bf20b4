"""`python -m benchmarks.increments`: run all of it and write benchmarks/increments.md."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.increments.duckdb_side import DuckDBSide
from benchmarks.increments.page import as_page
from benchmarks.increments.postgres_side import PostgresSide
from benchmarks.increments.raw_event import FEWEST_EVENTS
from benchmarks.increments.run import measure
from benchmarks.increments.settings import Settings
from org_funnels.warehouse.embedded import temporary_server

if TYPE_CHECKING:
    from benchmarks.increments.side import Side

_DATA_VARIABLE = "ORG_FUNNELS_BENCHMARK_DATA"
_PAGE = Path(__file__).parents[1] / "increments.md"
_ENGINES = ("duckdb", "postgres")
_ROUNDS = 3


@click.command()
@click.option("--rows", default=10_000_000, show_default=True, help="Events of a year.")
@click.option(
    "--history",
    "histories",
    multiple=True,
    type=int,
    help="Also how the same new rows are taken on so many events; may be given again. "
    "Default: a tenth of --rows.",
)
@click.option(
    "--engine", "engines", multiple=True, type=click.Choice(_ENGINES), help="Default: both."
)
@click.option(
    "--events",
    default=30,
    show_default=True,
    type=click.IntRange(min=FEWEST_EVENTS + 1),
    help="Events of the tracking plan, each a raw table.",
)
@click.option(
    "--plan-events", default=300, show_default=True, help="Events of the large plan. 0: none."
)
@click.option(
    "--rounds", default=_ROUNDS, show_default=True, help="How often short runs are timed."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=_PAGE,
    help="The page to write. Default: benchmarks/increments.md",
)
def main(
    *,
    rows: int,
    histories: tuple[int, ...],
    engines: tuple[str, ...],
    events: int,
    plan_events: int,
    rounds: int,
    out: Path,
) -> None:
    """Time runs of the project after a full build, and hold what they leave against another one.

    The events are kept in the folder ORG_FUNNELS_BENCHMARK_DATA, by default one for temporary
    files. All else is made anew there, on a PostgreSQL of its own and in a DuckDB file.
    """
    data = Path(
        os.environ.get(_DATA_VARIABLE) or Path(tempfile.gettempdir()) / "org-funnels-benchmark"
    )
    settings = Settings(
        rows=rows,
        histories=tuple(sorted({rows, *(histories or (rows // 10,))})),
        events=events,
        plan_events=plan_events,
        rounds=rounds,
        data=data.absolute(),
        command=_command(rows, rounds, histories, engines),
    )
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="org-funnels-")))
        sides = _sides(engines or _ENGINES, scratch, stack)
        outcome = measure(settings, sides, scratch, lambda line: click.echo(line, err=True))
    page = as_page(outcome)
    out.write_text(page, encoding="utf-8")
    click.echo(page)
    if outcome.differences:
        sys.exit("Increments and a full refresh differ: see the end of the page.")


def _sides(engines: tuple[str, ...], scratch: Path, stack: ExitStack) -> list[Side]:
    sides: list[Side] = []
    if "duckdb" in engines:
        sides.append(DuckDBSide(scratch / "increments.duckdb"))
    if "postgres" in engines:
        place = stack.enter_context(temporary_server())
        sides.append(PostgresSide(place, scratch))
    return sides


def _command(rows: int, rounds: int, histories: tuple[int, ...], engines: tuple[str, ...]) -> str:
    parts = ["make bench-increments", f"ROWS={rows}"]
    if histories:
        parts.append(f'HISTORIES="{" ".join(map(str, histories))}"')
    if set(engines) not in (set(), set(_ENGINES)):
        parts.append(f'ENGINES="{" ".join(engines)}"')
    if rounds != _ROUNDS:
        parts.append(f"RUNS={rounds}")
    return " ".join(parts)


if __name__ == "__main__":
    main()
