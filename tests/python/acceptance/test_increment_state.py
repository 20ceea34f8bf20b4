"""A part of the project can be built in an empty schema: an increment finds its state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.acceptance.conftest import Project

pytestmark = pytest.mark.xdist_group("demo")


@pytest.mark.usefixtures("postgres_demo")
def test_every_increment_is_built_after_the_state_that_it_reads(postgres_project: Project) -> None:
    manifest = json.loads((postgres_project.target_path / "manifest.json").read_text())
    increments = [
        unique_id
        for unique_id, node in manifest["nodes"].items()
        if node.get("config", {}).get("materialized") == "increment"
    ]

    without = {
        unique_id
        for unique_id in increments
        if "model.org_funnels.state_unread" not in _ancestors(unique_id, manifest["parent_map"])
    }

    assert len(increments) > 10
    assert without == set()


def _ancestors(unique_id: str, parents: dict[str, list[str]]) -> set[str]:
    """Everything that is built before a node."""
    found: set[str] = set()
    waiting = list(parents[unique_id])
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in found:
            found.add(ancestor)
            waiting += parents.get(ancestor, [])
    return found
