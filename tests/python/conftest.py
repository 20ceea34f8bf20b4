"""Warehouses to test on, gone when the tests end. Nothing of the person's own is touched."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import psycopg2
import pytest
from hypothesis import settings

from org_funnels.warehouse import embedded
from org_funnels.warehouse.duckdb import DuckDBWarehouse
from org_funnels.warehouse.postgres import PostgresWarehouse
from org_funnels.warehouse.target import DuckDBTarget, PostgresTarget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from org_funnels.warehouse import Warehouse

_OURS = ("DBT_", "ORG_FUNNELS_", "PG")

# How long an example takes is the machine's business, and no promise of ours.
settings.register_profile("org_funnels", deadline=None)
settings.load_profile("org_funnels")


@pytest.fixture(autouse=True)
def _no_settings_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set in the shell that runs the tests does not decide what they find."""
    for name in [name for name in os.environ if name.startswith(_OURS)]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def embedded_server() -> Iterator[embedded.Place]:
    """A running embedded PostgreSQL of this test process alone (with xdist: one per worker).

    `embedded.environment_of(embedded_server)` makes a dbt or org-funnels subprocess use it.
    """
    with embedded.temporary_server() as place:
        yield place


@pytest.fixture(scope="session")
def embedded_warehouse(embedded_server: embedded.Place) -> Iterator[PostgresWarehouse]:
    """A connection to that server's database `org_funnels`, for the whole session."""
    with PostgresWarehouse.open(postgres_target(embedded_server, "org_funnels")) as warehouse:
        yield warehouse


@pytest.fixture
def postgres_warehouse(embedded_server: embedded.Place) -> Iterator[PostgresWarehouse]:
    """An empty PostgreSQL database for one test."""
    database = f"test_{os.urandom(6).hex()}"
    _administer(embedded_server, f"create database {database}")
    with PostgresWarehouse.open(postgres_target(embedded_server, database)) as warehouse:
        yield warehouse
    _administer(embedded_server, f"drop database {database} with (force)")


@pytest.fixture
def duckdb_warehouse(tmp_path: Path) -> Iterator[DuckDBWarehouse]:
    """An empty DuckDB file for one test."""
    with DuckDBWarehouse.open(duckdb_target(tmp_path / "test.duckdb")) as warehouse:
        yield warehouse


@pytest.fixture(params=["postgres", "duckdb"])
def warehouse(request: pytest.FixtureRequest) -> Warehouse:
    """An empty database for one test, once on each engine."""
    found: Warehouse = request.getfixturevalue(f"{request.param}_warehouse")
    return found


def postgres_target(place: embedded.Place, database: str) -> PostgresTarget:
    """What profiles.yml would say of a database on an embedded server."""
    return PostgresTarget.model_validate(
        {
            "name": "embedded",
            "type": "postgres",
            "host": "127.0.0.1",
            "port": place.port,
            "user": "postgres",
            "password": "",
            "dbname": database,
            "schema": "analytics",
        }
    )


def duckdb_target(path: Path) -> DuckDBTarget:
    """What profiles.yml would say of a DuckDB file."""
    return DuckDBTarget.model_validate(
        {
            "name": "duckdb",
            "type": "duckdb",
            "path": path,
            "schema": "analytics",
            "settings": {"TimeZone": "UTC"},
        }
    )


def _administer(place: embedded.Place, statement: str) -> None:
    connection = psycopg2.connect(place.dsn("postgres"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
