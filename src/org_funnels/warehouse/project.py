"""What dbt_project.yml says, as far as this package must know it; dbt takes seconds to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from org_funnels.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = "org_funnels"

_FILE = "dbt_project.yml"
_INTERMEDIATE = "intermediate"
# What the package's own dbt_project.yml has. A project that lists the package may say otherwise.
_INTERMEDIATE_SUFFIX = "intermediate"


def read_project(folder: Path) -> dict[str, Any]:
    """What the file says; nothing where there is none."""
    path = folder / _FILE
    return read_yaml(path) if path.is_file() else {}


def intermediate_schema(folder: Path, target_schema: str) -> str:
    """Where dbt builds the package's models of intermediate/: the target's schema and a suffix.

    The suffix is the innermost `+schema` of the project, as for dbt: under `models`, then
    `org_funnels`, then `intermediate`.
    """
    suffix: object = _INTERMEDIATE_SUFFIX
    level: object = read_project(folder).get("models")
    for name in (PACKAGE, _INTERMEDIATE, None):
        if not isinstance(level, dict):
            break
        for key in ("schema", "+schema"):
            # without its plus it may also be a folder of that name
            if not isinstance(level.get(key, {}), dict):
                suffix = level[key]
        level = level.get(name)
    if suffix is None:
        return target_schema
    if "{{" in str(suffix):
        message = (
            f"{folder / _FILE} has `+schema: {suffix}` for the package's intermediate models, and "
            f"dbt alone can render that.\nWrite the schema's name."
        )
        raise UserError(message)
    return f"{target_schema}_{suffix}"


def project_variables(folder: Path) -> dict[str, Any]:
    """The project's own vars: what stands under its name holds over what stands beside it."""
    project = read_project(folder)
    found = project.get("vars")
    if not isinstance(found, dict):
        return {}
    own = found.get(str(project.get("name")))
    return {**found, **own} if isinstance(own, dict) else dict(found)


def package_variable(folder: Path, name: str, default: object) -> Any:  # noqa: ANN401  (YAML's)
    """A variable of the package, as the project sets it; the package's own default otherwise."""
    found = read_project(folder).get("vars")
    settings = found if isinstance(found, dict) else {}
    own = settings.get(PACKAGE)
    value = (own if isinstance(own, dict) else {}).get(name, settings.get(name))
    return default if value is None else value


def read_yaml(path: Path) -> dict[str, Any]:
    """A file of YAML that is an object; nothing where it is something else."""
    try:
        content = YAML(typ="safe").load(path)
    except YAMLError as error:
        message = f"{path} is not YAML: {error}\nPut that line right."
        raise UserError(message) from None
    return content if isinstance(content, dict) else {}
