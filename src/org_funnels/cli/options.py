"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from org_funnels.quality.suite import CHECKPOINTS, DAILY

if TYPE_CHECKING:
    from collections.abc import Callable

_Command = TypeVar("_Command", bound="Callable[..., Any]")

target_option = click.option(
    "--target",
    metavar="NAME",
    help="Target of profiles.yml: embedded, postgres or duckdb. Default: as dbt would choose.",
)

now_option = click.option(
    "--now",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]),
    help="Take this for the present (UTC): for data that has ended. Default: the clock.",
)


checkpoint_option = click.option(
    "--checkpoint",
    type=click.Choice(CHECKPOINTS),
    default=DAILY,
    show_default=True,
    help="hourly: the reconciliations and the raw tables. daily: the marts too.",
)


def project_dir_option(what: str) -> Callable[[_Command], _Command]:
    """The dbt project, which dbt too takes from DBT_PROJECT_DIR where nothing is said."""
    return click.option(
        "--project-dir",
        envvar="DBT_PROJECT_DIR",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        help=f"{what} Default: DBT_PROJECT_DIR, else this folder.",
    )
