"""Both engines, each with a table for the events of a trial."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.python.funnels.engine import Engine

from org_funnels.warehouse.duckdb import DuckDBWarehouse
from org_funnels.warehouse.target import DuckDBTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from org_funnels.warehouse.postgres import PostgresWarehouse

_IN_MEMORY = DuckDBTarget(name="duckdb", type="duckdb", path=Path(":memory:"), schema="analytics")


@pytest.fixture(scope="session")
def postgres_engine(
    embedded_warehouse: PostgresWarehouse, tmp_path_factory: pytest.TempPathFactory
) -> Engine:
    """PostgreSQL. It need not compile a plan for a few hundred rows."""
    embedded_warehouse.execute("set jit = off")
    return Engine(embedded_warehouse, tmp_path_factory.mktemp("postgres"))


@pytest.fixture(scope="session")
def duckdb_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """DuckDB in memory."""
    with DuckDBWarehouse.open(_IN_MEMORY) as warehouse:
        yield Engine(warehouse, tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="session")
def engines(postgres_engine: Engine, duckdb_engine: Engine) -> dict[str, Engine]:
    """Each by its name."""
    return {"postgres": postgres_engine, "duckdb": duckdb_engine}
