"""Where dbt builds what the funnel macros read, and the project's own values of the variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from org_funnels.quality.day import require_table
from org_funnels.warehouse.identifier import quoted_table
from org_funnels.warehouse.project import PACKAGE, intermediate_schema, read_project

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.warehouse import Warehouse

_MARTS = ("fct_events", "fct_subscription_changes")
_INTERMEDIATE = ("int_as_of", "int_orgs__attribute_intervals")
# What a step that is a production record may read, and few funnels do.
_RECORDS = ("int_production__orgs", "int_production__users")


def relations_of(warehouse: Warehouse, project_dir: Path) -> dict[str, str]:
    """The core's models by name: marts in the target's own schema, as everywhere in the command.

    Whether dbt built what every funnel reads is looked at first, so that a schema by another rule
    of names than dbt's own is said too.
    """
    inner = intermediate_schema(project_dir, warehouse.schema)
    require_table(warehouse, _MARTS[0])
    for name in _INTERMEDIATE:
        require_table(warehouse, name, inner)
    return {
        **{name: quoted_table(warehouse.schema, name) for name in _MARTS},
        **{name: quoted_table(inner, name) for name in (*_INTERMEDIATE, *_RECORDS)},
    }


def project_variables(project_dir: Path) -> dict[str, Any]:
    """`vars` of dbt_project.yml, those under the package's own name included."""
    declared = read_project(project_dir).get("vars") or {}
    return {**declared, **(declared.get(PACKAGE) or {})}
