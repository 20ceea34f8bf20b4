"""Where the macros of a trial come from."""

from __future__ import annotations

import sysconfig
import tomllib
from pathlib import Path

import pytest

from org_funnels.errors import UserError
from org_funnels.funnel import macros_folder
from org_funnels.funnel.macros_folder import find_macros

ROOT = Path(__file__).parents[3]


def _with_macros(folder: Path, inside: str) -> Path:
    path = folder / inside / "funnel_attempts.sql"
    path.parent.mkdir(parents=True)
    path.touch()
    return folder


@pytest.fixture
def _installed_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were no checkout around the command, and no data files."""
    monkeypatch.setattr(macros_folder, "__file__", str(tmp_path / "a/b/c/d/macros_folder.py"))
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path / "prefix"))


def test_the_projects_own_come_first(tmp_path: Path) -> None:
    project = _with_macros(tmp_path, "macros/funnels")

    assert find_macros(project) == project / "macros"


def test_a_company_has_those_of_the_package_that_it_installed(tmp_path: Path) -> None:
    project = _with_macros(tmp_path, "dbt_packages/org_funnels/macros/funnels")
    (project / "macros").mkdir()

    assert find_macros(project) == project / "dbt_packages/org_funnels/macros"


def test_a_folder_inside_a_project_has_those_of_the_project(tmp_path: Path) -> None:
    project = _with_macros(tmp_path, "macros/funnels")
    (project / "ideas").mkdir()

    assert find_macros(project / "ideas") == project / "macros"


def test_without_a_project_the_checkout_is_taken(tmp_path: Path) -> None:
    assert find_macros(tmp_path) == ROOT / "macros"


@pytest.mark.usefixtures("_installed_elsewhere")
def test_without_a_checkout_the_data_files_of_the_wheel_are_taken(tmp_path: Path) -> None:
    _with_macros(tmp_path, "prefix/share/org_funnels/macros")

    assert find_macros(tmp_path / "project") == tmp_path / "prefix/share/org_funnels/macros"


@pytest.mark.usefixtures("_installed_elsewhere")
def test_where_there_are_none_the_message_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"`dbt deps` fetches the package\.$"):
        find_macros(tmp_path / "project")


def test_every_macro_is_among_the_data_files_of_a_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (patterns,) = settings["tool"]["setuptools"]["data-files"].values()
    shipped = [path for pattern in patterns for path in ROOT.glob(pattern)]

    assert sorted(shipped) == sorted((ROOT / "macros").rglob("*.sql"))
    # they all end in one folder
    assert len({path.name for path in shipped}) == len(shipped) > 100
