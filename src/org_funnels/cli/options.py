"""Options that several commands share."""

from __future__ import annotations

import click

target_option = click.option(
    "--target",
    metavar="NAME",
    help="Target of profiles.yml: embedded, postgres or duckdb. Default: as dbt would choose.",
)
