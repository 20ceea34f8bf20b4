"""A declared funnel that is tried as an idea has the numbers that dbt built for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML
from tests.python.acceptance.conftest import PROJECT

from org_funnels.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.python.acceptance.conftest import Project

pytestmark = pytest.mark.xdist_group("demo")

_DECLARED = YAML(typ="safe").load(PROJECT / "tracking_plan" / "funnels.yml")["funnels"]


@pytest.mark.parametrize("name", _DECLARED)
@pytest.mark.usefixtures("postgres_demo")
def test_a_trial_on_the_warehouse_has_the_numbers_of_the_marts(
    name: str, postgres_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in postgres_project.environment.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.chdir(PROJECT)
    definition = tmp_path / f"{name}.yml"
    # every JSON document is a YAML document
    definition.write_text(json.dumps(_DECLARED[name]), encoding="utf-8")

    trial = _json("run", str(definition), "--engine", "embedded")
    declared = _json("show", name, "--target", "embedded")

    assert trial.pop("entities")
    assert trial == declared


def _json(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["funnel", *arguments, "--json"])
    assert result.exit_code == 0, result.output
    outcome: dict[str, Any] = json.loads(result.stdout, parse_float=_to_the_microsecond)
    return outcome


def _to_the_microsecond(text: str) -> float:
    """A mean is a division, and its last digit is the machine's."""
    return round(float(text), 6)
