"""Of which code a build is: a hash of all that decides what it makes, but for the rows."""

from __future__ import annotations

import hashlib
import os
import re
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

from org_funnels.warehouse.project import PACKAGE, read_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from org_funnels.runs.manifest import Manifest
    from org_funnels.warehouse.target import Target

_PROJECT_FILE = "dbt_project.yml"
# In JSON a quote has a backslash before it.
_ENVIRONMENT = re.compile(r"env_var\(\s*\\?['\"](\w+)")
# dbt hashes the path of a larger seed and not what it holds.
_BY_PATH = "path"


def code_hash(manifest: Manifest, project_dir: Path, target: Target) -> str:
    """Changes with a model, a macro, a seed, a variable, the environment, dbt, and the target.

    Only the hash is kept: an environment variable may be a secret.
    """
    found = hashlib.sha256()
    for text in _texts(manifest, project_dir, target):
        found.update(text.encode())
        found.update(b"\0")
    return found.hexdigest()


def _texts(manifest: Manifest, project_dir: Path, target: Target) -> Iterator[str]:
    yield f"{target.type} {target.name}"
    yield from _versions()
    code = [*manifest.code, *_project_files(project_dir)]
    yield from code
    yield from _large_seeds(manifest.content["nodes"].values())
    for name in sorted({name for text in code for name in _ENVIRONMENT.findall(text)}):
        yield f"{name}={os.environ.get(name)}"


def _versions() -> Iterator[str]:
    """Of dbt, its adapters and this package, whose Python is code too."""
    wanted = ("dbt-", PACKAGE, PACKAGE.replace("_", "-"))
    yield from sorted(
        f"{one.name} {one.version}" for one in distributions() if one.name.startswith(wanted)
    )


def _project_files(project_dir: Path) -> Iterator[str]:
    """The project's and each package's: variables are there, and in no manifest."""
    packages = project_dir / str(
        read_project(project_dir).get("packages-install-path", "dbt_packages")
    )
    for path in (project_dir / _PROJECT_FILE, *sorted(packages.glob(f"*/{_PROJECT_FILE}"))):
        if path.is_file():
            yield path.read_text(encoding="utf-8")


def _large_seeds(nodes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What the seeds hold whose files dbt itself does not look into."""
    for node in sorted(nodes, key=lambda node: str(node["unique_id"])):
        if node["resource_type"] == "seed" and node["checksum"]["name"] == _BY_PATH:
            yield f"{node['unique_id']} {_file_hash(node)}"


def _file_hash(seed: Mapping[str, Any]) -> str:
    path = Path(seed["root_path"], seed["original_file_path"])
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
