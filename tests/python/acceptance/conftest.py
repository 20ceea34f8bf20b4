"""The demo company, simulated once and built by dbt on both engines, to hold against its truth."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from org_funnels.demo.generate import DEFAULT_DAYS, DEFAULT_ORGS, DEFAULT_SEED, generate
from org_funnels.warehouse import embedded
from org_funnels.warehouse.duckdb import DuckDBWarehouse
from org_funnels.warehouse.load import load_folder
from org_funnels.warehouse.target import DuckDBTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from org_funnels.warehouse import Warehouse
    from org_funnels.warehouse.postgres import PostgresWarehouse

PROJECT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Project:
    """A checkout's dbt project, aimed at one private warehouse."""

    target: str
    environment: dict[str, str]
    target_path: Path

    def dbt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run dbt and return what it said, whether it went well or not."""
        folder = str(self.target_path)
        dbt = str(Path(sys.executable).with_name("dbt"))
        places = ["--target", self.target, "--target-path", folder, "--log-path", folder]
        command = [dbt, "--no-use-colors", *arguments, *places]
        return subprocess.run(
            command,
            cwd=PROJECT,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self) -> None:
        """Everything that dbt builds, and all of its tests, which pass: `dbt build` alone."""
        done = self.dbt("build")
        assert done.returncode == 0, done.stdout


@dataclass(frozen=True)
class Truth:
    """What the simulation knows, apart from the tables that the models read."""

    folder: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        """One of the truth's files."""
        with (self.folder / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """The data folder of the company that `make demo` simulates."""
    folder = tmp_path_factory.mktemp("demo")
    generate(folder, DEFAULT_ORGS, DEFAULT_DAYS, DEFAULT_SEED)
    return Truth(folder)


@pytest.fixture(scope="session")
def postgres_project(
    embedded_server: embedded.Place, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """The project aimed at this test process's own embedded server."""
    environment = dict(embedded.environment_of(embedded_server))
    return Project("embedded", environment, tmp_path_factory.mktemp("postgres"))


@pytest.fixture(scope="session")
def postgres_demo(
    truth: Truth, postgres_project: Project, embedded_warehouse: Warehouse
) -> Warehouse:
    """The demo company, built on PostgreSQL."""
    load_folder(embedded_warehouse, truth.folder)
    postgres_project.build()
    return embedded_warehouse


@pytest.fixture
def empty_project(
    postgres_warehouse: PostgresWarehouse, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """The project aimed at an empty database, by the variables of a server of one's own."""
    target = postgres_warehouse.target
    environment = {
        "PGHOST": target.host,
        "PGPORT": str(target.port),
        "PGUSER": target.user,
        "PGDATABASE": target.dbname,
    }
    return Project("postgres", environment, tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def duckdb_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project aimed at a DuckDB file of its own."""
    folder = tmp_path_factory.mktemp("duckdb")
    environment = {"ORG_FUNNELS_DUCKDB_PATH": str(folder / "demo.duckdb")}
    return Project("duckdb", environment, folder)


@pytest.fixture(scope="session")
def duckdb_demo(truth: Truth, duckdb_project: Project) -> Iterator[Warehouse]:
    """The demo company, built on DuckDB."""
    target = DuckDBTarget.model_validate(
        {
            "name": "duckdb",
            "type": "duckdb",
            "path": duckdb_project.environment["ORG_FUNNELS_DUCKDB_PATH"],
            "schema": "analytics",
            "settings": {"TimeZone": "UTC"},
        }
    )
    with DuckDBWarehouse.open(target) as warehouse:
        load_folder(warehouse, truth.folder)
    duckdb_project.build()
    with DuckDBWarehouse.open(target) as warehouse:
        yield warehouse
