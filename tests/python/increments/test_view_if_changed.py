"""The materialization `view_if_changed`, in a project of two models."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from dbt.cli.main import dbtRunner

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse, embedded
    from org_funnels.warehouse.duckdb import DuckDBWarehouse
    from org_funnels.warehouse.postgres import PostgresWarehouse

_MACROS = Path(__file__).parents[3] / "macros"
_FLAGS = ("--log-level", "none", "--log-level-file", "none")


@dataclass
class Project:
    """A table and a view of it, in a project that has the package's name and its macros."""

    folder: Path
    output: dict[str, object]

    def write(self, table: str, view: str) -> None:
        """Write it."""
        macros = [str(_MACROS / name) for name in ("increments", "engine")]
        settings = {"name": "org_funnels", "profile": "small", "macro-paths": macros}
        profile = {"target": "one", "outputs": {"one": self.output}}
        files = {
            "dbt_project.yml": json.dumps(settings),
            "profiles.yml": json.dumps({"small": profile}),
            "models/things.sql": f"{{{{ config(materialized='table') }}}}\n{table}",
            "models/seen.sql": f"{{{{ config(materialized='view_if_changed') }}}}\n{view}",
        }
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)

    def run(self, *arguments: str) -> dict[str, str]:
        """Run it; {model: what dbt said of it}."""
        places = ["--project-dir", str(self.folder), "--profiles-dir", str(self.folder)]
        done: Any = dbtRunner().invoke([*_FLAGS, "run", *arguments, *places])
        assert done.success, done.exception or [result.message for result in done.result]
        return {result.node.name: str(result.message) for result in done.result}


@pytest.fixture
def project(warehouse: Warehouse, tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """On each engine."""
    if warehouse.engine == "duckdb":
        file: DuckDBWarehouse = request.getfixturevalue("duckdb_warehouse")
        output: dict[str, object] = {"type": "duckdb", "path": str(file.target.path)}
    else:
        place: embedded.Place = request.getfixturevalue("embedded_server")
        server: PostgresWarehouse = request.getfixturevalue("postgres_warehouse")
        output = {"type": "postgres", "host": "127.0.0.1", "port": place.port, "user": "postgres"}
        output |= {"password": "", "dbname": server.target.dbname}
    return Project(tmp_path / "project", {**output, "schema": "analytics", "threads": 1})


_TABLE = "select 1 as id"
_VIEW = "select * from {{ ref('things') }}"


def test_a_view_that_is_what_its_query_says_is_left_alone(
    project: Project, warehouse: Warehouse
) -> None:
    project.write(_TABLE, _VIEW)
    project.run()

    assert project.run("--select", "seen") == {"seen": "UNCHANGED"}
    assert warehouse.rows("select * from analytics.seen") == [(1,)]


def test_a_view_of_another_query_is_made_anew(project: Project, warehouse: Warehouse) -> None:
    project.write(_TABLE, _VIEW)
    project.run()
    project.write(_TABLE, f"{_VIEW} where id > 1")

    assert project.run("--select", "seen") != {"seen": "UNCHANGED"}
    assert warehouse.rows("select * from analytics.seen") == []
    assert project.run("--select", "seen") == {"seen": "UNCHANGED"}


def test_a_view_whose_table_has_other_columns_is_made_anew(
    project: Project, warehouse: Warehouse
) -> None:
    project.write(_TABLE, _VIEW)
    project.run()
    project.write("select 'a' as name, 2 as id", _VIEW)

    project.run()

    assert warehouse.rows("select * from analytics.seen") == [("a", 2)]


def test_a_view_that_somebody_replaced_by_hand_is_made_anew(
    project: Project, warehouse: Warehouse
) -> None:
    project.write(_TABLE, _VIEW)
    project.run()
    warehouse.execute("drop view analytics.seen")
    warehouse.execute("create view analytics.seen as select 7 as id")

    assert project.run("--select", "seen") != {"seen": "UNCHANGED"}
    assert warehouse.rows("select * from analytics.seen") == [(1,)]


def test_a_full_refresh_makes_every_view_anew(project: Project) -> None:
    project.write(_TABLE, _VIEW)
    project.run()

    assert project.run("--select", "seen", "--full-refresh") != {"seen": "UNCHANGED"}
