"""`python -m benchmarks`: run all of it and write benchmarks/funnels.md."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from benchmarks.contenders import Limits
from benchmarks.report import as_page
from benchmarks.run import Settings, measure
from org_funnels.warehouse.embedded import temporary_server

_ROOT = Path(__file__).parents[1]
_DATA_VARIABLE = "ORG_FUNNELS_BENCHMARK_DATA"
_DEFAULT_ROWS = 10_000_000
_DATABASE = "org_funnels"


@click.command()
@click.option("--rows", default=_DEFAULT_ROWS, show_default=True, help="How many events.")
@click.option("--rounds", default=5, show_default=True, help="How often each is timed.")
@click.option("--limit", default=120, show_default=True, help="Seconds that a self-join may take.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=_ROOT / "benchmarks" / "funnels.md",
    help="The page to write. Default: benchmarks/funnels.md",
)
def main(rows: int, rounds: int, limit: int, out: Path) -> None:
    """Time the funnels beside what people would use instead.

    The events are kept in the folder ORG_FUNNELS_BENCHMARK_DATA, by default one for temporary
    files. All else is made anew, on a PostgreSQL of its own.
    """
    data = Path(
        os.environ.get(_DATA_VARIABLE) or Path(tempfile.gettempdir()) / "org-funnels-benchmark"
    )
    with temporary_server() as place, tempfile.TemporaryDirectory(prefix="org-funnels-") as scratch:
        settings = Settings(
            rows=rows,
            rounds=rounds,
            data=data.absolute(),
            macros=_ROOT / "macros",
            postgres_dsn=place.dsn(_DATABASE),
            command=f"make bench-funnels ROWS={rows} ROUNDS={rounds}",
            limits=Limits(self_join=limit),
        )
        outcome = measure(settings, Path(scratch), _tell)
    page = as_page(outcome)
    out.write_text(page, encoding="utf-8")
    click.echo(page)
    if outcome.disagreements:
        sys.exit("Answers disagree: see the end of the page.")


def _tell(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main()
