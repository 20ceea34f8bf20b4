"""The worlds: one a session and engine, because parsing and the first build take time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.python.increments.world import DuckDBFile, PostgresDatabase, World

from org_funnels.warehouse import embedded

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def duckdb_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The demo company in a DuckDB file."""
    folder = tmp_path_factory.mktemp("increments")
    return World(DuckDBFile(folder), folder)


@pytest.fixture(scope="session")
def postgres_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demo company in a database of a server of its own, which a test may kill."""
    with embedded.temporary_server() as place:
        engine = PostgresDatabase(place)
        engine.make()
        yield World(engine, tmp_path_factory.mktemp("increments"))


@pytest.fixture(params=["duckdb", "postgres"])
def world(request: pytest.FixtureRequest) -> World:
    """Each engine."""
    found: World = request.getfixturevalue(f"{request.param}_world")
    return found
