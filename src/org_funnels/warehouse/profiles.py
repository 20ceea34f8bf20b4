"""Read a target from profiles.yml the way dbt does, without importing dbt.

dbt takes seconds to import. Looked for in DBT_PROFILES_DIR, else the current folder, the project's
(which dbt leaves out), then ~/.dbt; the profile is the one that dbt_project.yml names. Only the
chosen target is rendered, so that an environment variable that another one needs may be missing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, TemplateError
from pydantic import TypeAdapter, ValidationError
from rapidfuzz.process import extractOne

from org_funnels.errors import UserError
from org_funnels.warehouse.project import read_project, read_yaml
from org_funnels.warehouse.target import Target

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_TARGETS: TypeAdapter[Target] = TypeAdapter(Target)
_DEFAULT_PROFILE = "org_funnels"


def read_target(name: str | None = None, project_dir: Path | None = None) -> Target:
    """The target of that name, else of DBT_TARGET, else the profile's own default.

    A command that has no --project-dir means the folder that dbt would: DBT_PROJECT_DIR, else the
    current one. The path of a DuckDB file starts from the current folder, whatever the project: so
    it does for dbt 1.11.
    """
    project = project_dir or Path(os.environ.get("DBT_PROJECT_DIR") or ".")
    path = _profiles_path(project)
    profile_name = _profile_name(project)
    profile = _entry(read_yaml(path), profile_name, f"{path} has no profile")
    default = _render(profile.get("target", "default"), path)
    chosen = name or os.environ.get("DBT_TARGET") or default
    output = _entry(
        profile.get("outputs") or {}, chosen, f"Profile {profile_name} in {path} has no target"
    )
    return _typed({"name": chosen, **_render(output, path)}, path)


def _profiles_path(project: Path) -> Path:
    named = os.environ.get("DBT_PROFILES_DIR")
    places = [Path.cwd(), project.resolve(), Path.home() / ".dbt"]
    folders = [Path(named)] if named else list(dict.fromkeys(places))
    for folder in folders:
        if (folder / "profiles.yml").is_file():
            return folder / "profiles.yml"
    message = (
        f"There is no profiles.yml in {' or '.join(map(str, folders))}.\n"
        f"Run this in the folder of the dbt project, or set DBT_PROFILES_DIR to where it is."
    )
    raise UserError(message)


def _profile_name(project: Path) -> str:
    named = os.environ.get("DBT_PROFILE")
    return named or str(read_project(project).get("profile", _DEFAULT_PROFILE))


def _entry(entries: dict[str, Any], name: str, missing: str) -> dict[str, Any]:
    found = entries.get(name)
    if isinstance(found, dict):
        return found
    names = [key for key, value in entries.items() if isinstance(value, dict)]
    nearest = extractOne(name, names, score_cutoff=60)
    hint = f"Did you mean {nearest[0]}? " if nearest else ""
    message = f"{missing} {name!r}.\n{hint}It has {', '.join(names) or 'none'}."
    raise UserError(message)


def _render(value: Any, path: Path) -> Any:  # noqa: ANN401  (YAML may hold anything)
    if isinstance(value, dict):
        return {key: _render(item, path) for key, item in value.items()}
    if not isinstance(value, str):
        return value
    try:
        return _JINJA.from_string(value).render(env_var=_env_var)
    except _MissingVariableError as error:
        message = (
            f"{path} reads the environment variable {error}, which is not set.\n"
            f"Set it, or choose another target with --target or DBT_TARGET."
        )
        raise UserError(message) from None
    except TemplateError as error:
        message = (
            f"{path} has {value!r}, which cannot be rendered: {error}.\n"
            f"Of dbt's functions only env_var is known here, with as_number and as_native."
        )
        raise UserError(message) from None


def _typed(output: dict[str, Any], path: Path) -> Target:
    try:
        return _TARGETS.validate_python(output)
    except ValidationError as error:
        problems = "; ".join(_problem(item) for item in error.errors())
        message = (
            f"Target {output['name']} in {path} cannot be used: {problems}.\n"
            f"Its type must be postgres or duckdb, with the keys of that dbt adapter."
        )
        raise UserError(message) from None


def _problem(item: ErrorDetails) -> str:
    """One complaint, after the key that it is about. None is about the password's value."""
    key = item["loc"][-1] if item["loc"] else "type"
    return f"{key}: {item['msg']}"


class _MissingVariableError(Exception):
    """An environment variable without a default."""


def _env_var(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise _MissingVariableError(name)
    return value


def _unchanged(value: str) -> str:
    """What dbt's as_… filters do to a value is done here when the target is typed."""
    return value


_JINJA = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701  (not HTML)
_JINJA.filters.update(dict.fromkeys(("as_number", "as_bool", "as_native", "as_text"), _unchanged))
