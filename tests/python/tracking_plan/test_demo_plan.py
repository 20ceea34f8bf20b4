"""The plan of this repository: sound, in step with what is committed, and helpful in an editor."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.document import read_document
from org_funnels.tracking_plan.sync import changes

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "tracking_plan"
FILES = sorted(path.relative_to(PLAN).as_posix() for path in PLAN.rglob("*.yml"))


def schema(file: str) -> dict[str, Any]:
    """The JSON Schema that a file's first line names."""
    first = (PLAN / file).read_text().splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    loaded: dict[str, Any] = json.loads((PLAN / file).parent.joinpath(named).read_text())
    return loaded


def test_the_generated_files_are_current() -> None:
    assert [change.path for change in changes(load_plan(ROOT), ROOT)] == []


def test_the_plan_has_files() -> None:
    assert len(FILES) > 20


@pytest.mark.parametrize("file", FILES)
def test_an_editor_finds_the_schema_of_each_file_and_nothing_wrong(file: str) -> None:
    value = read_document(PLAN / file, file).value

    errors = [error.message for error in Draft202012Validator(schema(file)).iter_errors(value)]

    assert errors == []


@pytest.mark.parametrize("file", ["features/plan.yml", "funnels.yml", "tracking_plan.yml"])
def test_an_editor_marks_an_unknown_key(file: str) -> None:
    value = read_document(PLAN / file, file).value

    assert isinstance(value, dict)
    assert not Draft202012Validator(schema(file)).is_valid({**value, "unknown": 1})
