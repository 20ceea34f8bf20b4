"""Sides for tests: the engines that the tests have, as the benchmark sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.increments.duckdb_side import DuckDBSide
from benchmarks.increments.postgres_side import PostgresSide

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.increments.side import Side
    from org_funnels.warehouse import embedded


@pytest.fixture
def postgres_side(embedded_server: embedded.Place, tmp_path: Path) -> PostgresSide:
    """An empty database."""
    side = PostgresSide(embedded_server, tmp_path)
    side.empty()
    return side


@pytest.fixture(params=["postgres", "duckdb"])
def side(request: pytest.FixtureRequest, tmp_path: Path) -> Side:
    """Each engine, empty."""
    if request.param == "postgres":
        found: Side = request.getfixturevalue("postgres_side")
        return found
    return DuckDBSide(tmp_path / "side.duckdb")
