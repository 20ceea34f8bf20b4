"""A reader finds in the docs what each relation and each of its columns is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.acceptance.conftest import Project

    from org_funnels.warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("demo")


def test_every_model_and_column_is_described(
    postgres_demo: Warehouse, postgres_project: Project
) -> None:
    manifest = json.loads((postgres_project.target_path / "manifest.json").read_text())
    nodes = {
        (node["schema"], node["alias"]): node
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed", "snapshot")
    }
    built = postgres_demo.rows(
        "select table_schema, table_name, column_name from information_schema.columns"
        " where table_schema like 'analytics%' or table_schema = 'snapshots'"
    )

    undescribed = {
        f"{table}.{column}"
        for schema, table, column in built
        if not _described(nodes[schema, table]["columns"].get(column))
        or not nodes[schema, table]["description"]
    }

    assert len(built) > 500
    assert undescribed == set()


def test_every_described_column_exists(postgres_demo: Warehouse, postgres_project: Project) -> None:
    manifest = json.loads((postgres_project.target_path / "manifest.json").read_text())
    built = {
        (table, column)
        for table, column in postgres_demo.rows(
            "select table_name, column_name from information_schema.columns"
        )
    }

    absent = {
        f"{node['name']}.{column}"
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed", "snapshot")
        for column in node["columns"]
        if (node["alias"], column) not in built
    }

    assert absent == set()


def _described(column: dict[str, str] | None) -> bool:
    return column is not None and bool(column["description"].strip())
