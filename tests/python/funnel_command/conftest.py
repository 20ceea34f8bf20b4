"""The command on an engine, with nothing of the person's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.python.funnel_command.running import Command

if TYPE_CHECKING:
    from org_funnels.warehouse.postgres import PostgresWarehouse

ROOT = Path(__file__).parents[3]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`org-funnels funnel` in an empty folder of its own, with DuckDB in memory."""
    monkeypatch.chdir(tmp_path)
    return Command(tmp_path, "duckdb")


@pytest.fixture(params=["duckdb", "embedded"])
def any_engine(
    request: pytest.FixtureRequest, command: Command, monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The same, once on each engine."""
    if request.param == "embedded":
        warehouse: PostgresWarehouse = request.getfixturevalue("postgres_warehouse")
        write_profile(command.folder, {"embedded": warehouse.target.model_dump(by_alias=True)})
        monkeypatch.setenv("DBT_PROFILES_DIR", str(command.folder))
    return Command(command.folder, request.param)


def write_profile(folder: Path, outputs: dict[str, dict[str, object]]) -> None:
    """A profiles.yml of these targets; the first is the default."""
    plain = {
        name: {key: _plain(value) for key, value in one.items() if key != "name"}
        for name, one in outputs.items()
    }
    profile = {"org_funnels": {"target": next(iter(plain)), "outputs": plain}}
    # every JSON document is a YAML document
    (folder / "profiles.yml").write_text(json.dumps(profile), encoding="utf-8")


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value
