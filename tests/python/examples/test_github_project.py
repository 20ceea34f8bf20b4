"""The example as a project: what can be said of it without its data."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.sync import changes

# `run` installs the package into the same folder.
pytestmark = pytest.mark.xdist_group("github")

REPOSITORY = Path(__file__).parents[3]
PROJECT = REPOSITORY / "examples/github"


@pytest.fixture(scope="module")
def parsed(github_environment: dict[str, str]) -> tuple[dict[str, Any], str]:
    """The project's manifest, and what dbt said when it made it."""
    said = ""
    for command in ("deps", "parse"):
        done = subprocess.run(
            ["dbt", command],  # noqa: S607  (of this Python: the environment's PATH says so)
            cwd=PROJECT,
            env=github_environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        said += done.stdout
    path = Path(github_environment["DBT_TARGET_PATH"]) / "manifest.json"
    return json.loads(path.read_text()), said


def test_generated_files_agree_with_its_tracking_plan() -> None:
    assert changes(load_plan(PROJECT), PROJECT) == []


def test_it_parses_without_a_warning(parsed: tuple[dict[str, Any], str]) -> None:
    _, said = parsed

    assert "warn" not in said.lower()


def test_nothing_of_the_packages_own_company_is_in_it(parsed: tuple[dict[str, Any], str]) -> None:
    manifest, _ = parsed
    demo = re.compile(r"(^|_)demo(_|$)")

    nodes = [*manifest["nodes"].values(), *manifest["unit_tests"].values()]
    of_package = [
        node["name"]
        for node in nodes
        if node["package_name"] == "org_funnels" and node["config"]["enabled"]
    ]

    assert len(of_package) > 100
    assert [name for name in of_package if demo.search(name)] == []


def test_every_generated_and_hand_written_model_is_the_projects_own(
    parsed: tuple[dict[str, Any], str],
) -> None:
    manifest, _ = parsed

    own = {
        Path(node["original_file_path"]).stem
        for node in manifest["nodes"].values()
        if node["package_name"] == "github" and node["resource_type"] == "model"
    }

    assert own == {path.stem for path in (PROJECT / "models").rglob("*.sql")}
    assert {name for name in own if "_github__" not in name} == set()


def test_the_core_names_no_event_and_no_raw_table_of_it() -> None:
    plan = load_plan(PROJECT)
    names = {event.name for event in plan.events}
    names |= {branch.branch.table for event in plan.events for branch in event.branches}
    pattern = re.compile(rf"(?<![\w-])({'|'.join(sorted(names))})(?![\w-])")

    core = [
        path
        for folder in ("macros", "models/intermediate", "models/marts", "tests/dbt/generic")
        for path in (REPOSITORY / folder).rglob("*.*")
    ]

    assert len(names) == 34
    assert len(core) > 100
    assert [path.name for path in core if pattern.search(path.read_text())] == []
