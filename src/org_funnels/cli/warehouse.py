"""`org-funnels warehouse`: the embedded PostgreSQL, and a prompt on the warehouse in use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click

from org_funnels.cli.options import target_option
from org_funnels.errors import UserError
from org_funnels.warehouse import embedded
from org_funnels.warehouse.embedded.binaries import wheel_binaries
from org_funnels.warehouse.profiles import read_target
from org_funnels.warehouse.target import PostgresTarget

_ANY_ARGUMENTS = {"ignore_unknown_options": True, "allow_interspersed_args": False}


@click.group()
def warehouse() -> None:
    """Start, stop and open the embedded PostgreSQL.

    It needs no installation and is for this machine alone: whoever can log in here can read it.
    Its data folder is ORG_FUNNELS_EMBEDDED_DATA, its port ORG_FUNNELS_EMBEDDED_PORT (54329).
    """


@warehouse.command()
def start() -> None:
    """Start it, unless it runs; make its data folder the first time."""
    found = embedded.start(embedded.Place.from_environment())
    click.echo(_sentence(found))


@warehouse.command()
def stop() -> None:
    """Stop it. The data stays."""
    place = embedded.Place.from_environment()
    stopped = embedded.stop(place)
    click.echo(f"PostgreSQL on {place.data} {'has stopped' if stopped else 'was not running'}.")


@warehouse.command()
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
def status(as_json: bool) -> None:
    """Say whether it runs, on which port and where its data is."""
    found = embedded.status(embedded.Place.from_environment())
    if as_json:
        click.echo(
            json.dumps({"pid": found.pid, "port": found.port, "data": str(found.place.data)})
        )
    else:
        click.echo(_sentence(found))


@warehouse.command()
@target_option
def url(target: str | None) -> None:
    """Print the address of the warehouse, without its password."""
    found = read_target(target)
    if isinstance(found, PostgresTarget):
        click.echo(f"postgresql://{found.user}@{found.host}:{found.port}/{found.dbname}")
    else:
        click.echo(f"duckdb:///{found.path.absolute()}")


@warehouse.command(context_settings=_ANY_ARGUMENTS)
@target_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql(target: str | None, arguments: tuple[str, ...]) -> None:
    """Open a SQL prompt; ARGUMENTS go to psql, e.g. -c 'select 1'."""
    found = read_target(target)
    if not isinstance(found, PostgresTarget):
        message = (
            f"Target {found.name} is a DuckDB file, and psql speaks to PostgreSQL only.\n"
            f'Open it with `python -c "import duckdb; '
            f"duckdb.connect('{found.path}').sql('select 1').show()\"`."
        )
        raise UserError(message)
    address = [f"--host={found.host}", f"--port={found.port}", f"--username={found.user}"]
    program = wheel_binaries().program("psql")
    environment = {**os.environ, **_password(found)}
    os.execve(program, [program, *address, f"--dbname={found.dbname}", *arguments], environment)  # noqa: S606


@warehouse.command(context_settings=_ANY_ARGUMENTS)
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
@click.pass_context
def temporary(ctx: click.Context, command: tuple[str, ...]) -> None:
    """Run COMMAND on an embedded server of its own, gone when it ends.

    Within it, the target `embedded` means that server, and dbt and org-funnels are on the PATH.
    For tests, and to try something without touching what is loaded.
    """
    with embedded.temporary_server() as place:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        environment = {**os.environ, **embedded.environment_of(place), "PATH": path}
        try:
            done = subprocess.run(command, env=environment, check=False)
        except OSError as error:
            message = f"Cannot run {command[0]}: {error.strerror}.\nName a program on the PATH."
            raise UserError(message) from None
    ctx.exit(done.returncode if done.returncode >= 0 else 128 - done.returncode)


def _sentence(found: embedded.Status) -> str:
    if found.pid is None:
        return (
            f"PostgreSQL on {found.place.data} does not run. Start it with "
            f"`org-funnels warehouse start`."
        )
    return (
        f"PostgreSQL runs on port {found.port} (pid {found.pid}), its data in {found.place.data}."
    )


def _password(target: PostgresTarget) -> dict[str, str]:
    return {"PGPASSWORD": target.password} if target.password else {}
