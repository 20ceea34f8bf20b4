"""The raw tables as the warehouse has them now: their columns, and of which kind each is.

Kinds are those of the macro `type_family`, so that PostgreSQL's `character varying` and DuckDB's
`VARCHAR` are one thing, and a wider integer is no change. What has no kind keeps its type's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.funnel.macros_folder import find_macros
from org_funnels.funnel.rendering import Renderer
from org_funnels.warehouse.project import project_variables
from org_funnels.warehouse.schema_columns import schema_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from org_funnels.tracking_plan.plan import TrackingPlan
    from org_funnels.warehouse import Warehouse

_NO_FAMILY = "other"


@dataclass(frozen=True, order=True)
class RawColumn:
    """A column of a raw table, in a schema that the tracking plan names as a source."""

    source: str
    table: str
    name: str
    kind: str

    @property
    def source_table(self) -> str:
        """The raw table's name in the ledger and in messages."""
        return f"{self.source}.{self.table}"


def raw_schemas(plan: TrackingPlan, project_dir: Path) -> dict[str, str]:
    """The schema of each source: a var of the project holds over the tracking plan, as in dbt."""
    variables = project_variables(project_dir)
    return {
        name: str(variables.get(f"{plan.company}_{name}_schema", source.schema_))
        for name, source in plan.settings.sources.items()
    }


def read_raw_columns(
    warehouse: Warehouse, plan: TrackingPlan, project_dir: Path
) -> tuple[RawColumn, ...]:
    """Every column of every table in the sources' schemas, planned or not, in order."""
    renderer = Renderer(warehouse.engine, find_macros(project_dir))
    return tuple(
        sorted(
            RawColumn(source, table, column, _kind(renderer, data_type))
            for source, schema in raw_schemas(plan, project_dir).items()
            for table, column, data_type in schema_columns(warehouse, schema)
        )
    )


def by_table(columns: Iterable[RawColumn]) -> Mapping[str, tuple[RawColumn, ...]]:
    """The columns of each raw table, by its name with its source."""
    tables: dict[str, list[RawColumn]] = {}
    for column in columns:
        tables.setdefault(column.source_table, []).append(column)
    return {name: tuple(found) for name, found in tables.items()}


def _kind(renderer: Renderer, data_type: str) -> str:
    family = str(renderer.call("type_family", data_type))
    return data_type.lower() if family == _NO_FAMILY else family
