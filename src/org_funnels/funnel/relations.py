"""Where dbt builds what the funnel macros read, and the project's own values of the variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from org_funnels.warehouse.identifier import quoted_table

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.warehouse import Warehouse

_PACKAGE = "org_funnels"
_MARTS = ("fct_events", "fct_subscription_changes", "dim_orgs", "dim_users")
_INTERMEDIATE = ("int_as_of", "int_orgs__attribute_intervals")


def relations_of(warehouse: Warehouse) -> dict[str, str]:
    """The core's models by name: marts in the target's own schema, as everywhere in the command."""
    inner = f"{warehouse.schema}_intermediate"
    return {
        **{name: quoted_table(warehouse.schema, name) for name in _MARTS},
        **{name: quoted_table(inner, name) for name in _INTERMEDIATE},
    }


def project_variables(project_dir: Path) -> dict[str, Any]:
    """`vars` of dbt_project.yml, those under the package's own name included."""
    path = project_dir / "dbt_project.yml"
    if not path.is_file():
        return {}
    declared = YAML(typ="safe").load(path).get("vars") or {}
    return {**declared, **(declared.get(_PACKAGE) or {})}
