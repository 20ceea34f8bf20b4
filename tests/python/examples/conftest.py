"""The example company on GitHub's events: its project, built once, and its data as plain rows."""

from __future__ import annotations

import csv
import gzip
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.warehouse import embedded

if TYPE_CHECKING:
    from org_funnels.warehouse.postgres import PostgresWarehouse

REPOSITORY = Path(__file__).parents[3]
PROJECT = REPOSITORY / "examples/github"
# Third parties have rights in it, so it stays beside the repository.
DATA = REPOSITORY.parent / "shared/data/github"

# Who reads a raw row's owner: its `repo`, or what one sender or another called it.
_REPO_COLUMNS = ("repo", "repo_name")
_OURS = ("DBT_", "ORG_FUNNELS_", "PG")


@dataclass(frozen=True)
class GithubData:
    """The files, read without any of the code that is tested."""

    folder: Path

    @cached_property
    def raw(self) -> dict[str, list[dict[str, str]]]:
        """The rows of each raw table."""
        paths = sorted((self.folder / "raw").glob("*.csv.gz"))
        return {path.name.removesuffix(".csv.gz"): _rows(path) for path in paths}

    def production(self, table: str) -> list[dict[str, str]]:
        """The rows of a production table."""
        return _rows(self.folder / "production" / f"{table}.csv.gz")

    @cached_property
    def owners(self) -> dict[str, str]:
        """By event id: the owner that its repository's name begins with."""
        return {
            row["id"]: next(row[name] for name in _REPO_COLUMNS if name in row).partition("/")[0]
            for rows in self.raw.values()
            for row in rows
        }

    @cached_property
    def truth(self) -> dict[str, str | None]:
        """By event id: the org that it belongs to."""
        rows = _rows(self.folder / "truth_event_org.csv.gz")
        return {row["id"]: row["org_id"] or None for row in rows}

    @cached_property
    def overlooked(self) -> dict[str, str]:
        """Events that the truth gives to nobody though production knows their owner's name."""
        ids = {row["name"].lower(): row["org_id"] for row in self.production("org_names")}
        return {
            event: ids[self.owners[event].lower()]
            for event, org in self.truth.items()
            if org is None and self.owners[event].lower() in ids
        }

    @cached_property
    def orgs(self) -> dict[str, str | None]:
        """By event id: the org that is right. A known owner is right where the truth has none."""
        return {**self.truth, **self.overlooked}


@dataclass(frozen=True)
class GithubProject:
    """The example project, aimed at the private server of these tests."""

    warehouse: PostgresWarehouse
    environment: dict[str, str]
    schema: str = "github"

    def command(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program as a person would in the project's folder."""
        return subprocess.run(
            arguments,
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def mart(self, columns: str, name: str, where: str = "true") -> list[tuple[Any, ...]]:
        """Rows of a mart."""
        return self.warehouse.rows(f"select {columns} from {self.schema}.{name} where {where}")


@dataclass(frozen=True)
class Build:
    """The project after its one command, and what that printed."""

    project: GithubProject
    output: str


@pytest.fixture(scope="session")
def github_data() -> GithubData:
    if not DATA.is_dir():
        pytest.skip(
            "GitHub's events are not in ../shared/data/github, beside the repository. "
            "They are not ours to put into it."
        )
    return GithubData(DATA)


@pytest.fixture(scope="session")
def github_environment(
    tmp_path_factory: pytest.TempPathFactory, embedded_server: embedded.Place
) -> dict[str, str]:
    """Programs of this Python, a private server, and none of the person's own settings."""
    target = tmp_path_factory.mktemp("github")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return {
        **kept,
        **embedded.environment_of(embedded_server),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(target),
        "DBT_USE_COLORS": "false",
    }


@pytest.fixture(scope="session")
def github_build(
    github_data: GithubData,
    github_environment: dict[str, str],
    embedded_warehouse: PostgresWarehouse,
) -> Build:
    """What `examples/github/run` leaves. It is built once: its tests only read it."""
    project = GithubProject(embedded_warehouse, github_environment)

    done = project.command(PROJECT / "run", github_data.folder)

    assert done.returncode == 0, done.stdout
    return Build(project, done.stdout)


@pytest.fixture(scope="session")
def github(github_build: Build) -> GithubProject:
    return github_build.project


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
