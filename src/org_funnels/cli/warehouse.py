"""`org-funnels warehouse`: the embedded PostgreSQL, and a prompt on the warehouse in use."""

from __future__ import annotations

import click

from org_funnels.warehouse import embedded


@click.group()
def warehouse() -> None:
    """Start, stop and open the embedded PostgreSQL."""


@warehouse.command()
def start() -> None:
    """Start it, unless it runs; make its data folder the first time."""
    place = embedded.Place.from_environment()
    found = embedded.start(place)
    click.echo(f"PostgreSQL runs on port {found.port} (pid {found.pid}), its data in {place.data}.")


@warehouse.command()
def stop() -> None:
    """Stop it. The data stays."""
    place = embedded.Place.from_environment()
    stopped = embedded.stop(place)
    click.echo(f"PostgreSQL on {place.data} {'has stopped' if stopped else 'was not running'}.")
