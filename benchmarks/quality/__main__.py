"""`python -m benchmarks.quality`: simulate, judge, and write benchmarks/quality.md."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from benchmarks.quality.findings import detections, watches
from benchmarks.quality.page import as_page, false_alarms
from benchmarks.quality.scenario import LAG_SHAPES, SIZES, checks_of
from benchmarks.quality.year import judged_year

_ROOT = Path(__file__).parents[2]


@click.command()
@click.option("--days", default=365, show_default=True, help="Healthy days of each check.")
@click.option(
    "--incident-days", default=150, show_default=True, help="Days with an incident in 12."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=_ROOT / "benchmarks" / "quality.md",
    help="The page to write. Default: benchmarks/quality.md",
)
def main(days: int, incident_days: int, out: Path) -> None:
    """Count false alarms over healthy days, and time how long a loss stays unseen."""
    checks = checks_of(SIZES, days, incident_days, LAG_SHAPES)
    with tempfile.TemporaryDirectory(prefix="org-funnels-") as scratch:
        year = judged_year(_ROOT, Path(scratch), checks)
        watched, detected = watches(year), detections(year)
    page = as_page(watched, detected, f"make bench-quality DAYS={days}")
    out.write_text(page, encoding="utf-8")
    click.echo(page)
    if wrong := false_alarms(watched):
        sys.exit(f"{wrong} false alarms: see the page.")


if __name__ == "__main__":
    main()
