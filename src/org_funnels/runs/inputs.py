"""What a build would read now: for each source what columns it has, and a fingerprint of its rows.

A fingerprint is the number of rows and the sum of their hashes, whatever their order, and twice
the same only for the same rows. Of a raw event table it covers what the increments look at again:
from the day of its newest row on, less `load_overlap`, and rows of no known load time. Of all
other tables it covers everything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.funnel.macros_folder import find_macros
from org_funnels.funnel.rendering import Renderer
from org_funnels.quality.raw_schema import raw_schemas
from org_funnels.tracking_plan.duration import Duration, duration_of
from org_funnels.warehouse.identifier import quoted_table
from org_funnels.warehouse.project import package_variable
from org_funnels.warehouse.schema_columns import schema_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from org_funnels.runs.manifest import Source
    from org_funnels.tracking_plan.plan import TrackingPlan
    from org_funnels.warehouse import Warehouse

    Columns = Mapping[str, str]

_OVERLAP = "load_overlap"
_DEFAULT_OVERLAP = "2 hours"
# The load time of a row that has none, as the macro unknown_load_time() says it.
_UNKNOWN = datetime(1970, 1, 1)  # noqa: DTZ001  (without a zone, as all times of the warehouse)

_FINITE = "{0} > timestamp '-infinity' and {0} < timestamp 'infinity'"
# More than any time zone is from UTC, so that a session's own zone is of no matter.
_ANY_ZONE = timedelta(days=2)

# All that a query can name, as far as the role sees it. A materialized view has no columns below.
_RELATIONS = (
    "select relname from pg_catalog.pg_class inner join pg_catalog.pg_namespace "
    "on pg_namespace.oid = pg_class.relnamespace where nspname = %s"
)
# A name that no column has: a row is asked for by it.
_ROW = "org_funnels_row"


@dataclass(frozen=True)
class Inputs:
    """Of each source, by its unique id. A fingerprint is None where nobody can tell."""

    columns: Mapping[str, str]
    fingerprints: Mapping[str, str | None]


def load_overlap(project_dir: Path) -> timedelta:
    """`load_overlap` as the project sets it, else what the package has."""
    value = package_variable(project_dir, _OVERLAP, _DEFAULT_OVERLAP)
    try:
        found: Duration = duration_of(value)
    except ValueError as error:
        message = f"{project_dir / 'dbt_project.yml'}, {_OVERLAP}: {error}"
        raise UserError(message) from None
    return timedelta(seconds=found.seconds)


def read_inputs(
    warehouse: Warehouse, sources: Iterable[Source], plan: TrackingPlan, project_dir: Path
) -> Inputs:
    """Look at every source."""
    return _Reading(warehouse, plan, project_dir).inputs(tuple(sources))


class _Reading:
    """One look at the sources of a project."""

    def __init__(self, warehouse: Warehouse, plan: TrackingPlan, project_dir: Path) -> None:
        self.warehouse = warehouse
        self.renderer = Renderer(warehouse.engine, find_macros(project_dir))
        self.overlap = load_overlap(project_dir)
        ((self.database,),) = warehouse.rows("select current_database()")
        schemas = raw_schemas(plan, project_dir)
        self.loaded_at = {
            (schemas[table.source], table.table): plan.settings.sources[table.source].loaded_at
            for table in plan.raw_tables.values()
        }

    def inputs(self, sources: tuple[Source, ...]) -> Inputs:
        tables = self.tables({source.schema for source in sources})
        present = {one.unique_id: tables.get((one.schema, one.table)) for one in sources}
        return Inputs(
            {name: _text(columns or {}) for name, columns in present.items()},
            {one.unique_id: self.fingerprint(one, present[one.unique_id]) for one in sources},
        )

    def tables(self, schemas: Iterable[str]) -> Mapping[tuple[str, str], Columns]:
        """{schema and table: {column: type}} of all that is there."""
        found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for schema in sorted(schemas):
            for (table,) in self.warehouse.rows(_RELATIONS, [schema]):
                found[schema, table] = {}
            for table, column, type_ in schema_columns(self.warehouse, schema):
                found[schema, table][column] = type_
        return found

    def fingerprint(self, source: Source, columns: Columns | None) -> str | None:
        """Nothing that is not there changes. What can't be read is left to dbt to say."""
        if source.database != self.database:
            return None
        if columns is None:
            return ""
        relation = quoted_table(source.schema, source.table)
        try:
            where = self.recent(source, relation, columns)
            total = f"sum({self.renderer.sql('row_hash', _ROW)})"
            query = f"select count(*), {total} from {relation} as {_ROW} {where}"  # noqa: S608
            ((count, total),) = self.warehouse.rows(query)
        except self.warehouse.error:
            return None
        return f"{count} {total}"

    def recent(self, source: Source, relation: str, columns: Columns) -> str:
        """The condition on the rows of a raw event table that the increments look at again."""
        loaded_at = self.loaded_at.get((source.schema, source.table))
        if loaded_at is None:
            return ""
        told = {
            name.lower(): {"name": name, "family": str(self.renderer.call("type_family", type_))}
            for name, type_ in columns.items()
        }
        time = self.renderer.sql("raw_load_time", told, loaded_at)
        near = self.renderer.call("load_time_near", told, loaded_at)
        where = _near(near, self.newest(near, relation, _FINITE.format(near))) if near else "true"
        newest = self.newest(time, relation, where)
        if newest is None:
            return ""
        since = newest - self.overlap
        return (
            f"where {_near(near, since) if near else 'true'} and "
            f"({time} >= timestamp '{since:%Y-%m-%d}' or {time} = timestamp '{_UNKNOWN:%Y-%m-%d}')"
        )

    def newest(self, time: str, relation: str, where: str) -> datetime | None:
        """The latest time of the rows for which something holds, without its zone."""
        query = f"select max({time}) from {relation} where {where}"  # noqa: S608  (our own names)
        ((found,),) = self.warehouse.rows(query)
        return found.replace(tzinfo=None) if found else None


def _near(column: str, moment: datetime | None) -> str:
    """SQL on a raw column that holds for all that was loaded since then, and for little else.

    Where it says nothing, another column may.
    """
    if moment is None:
        return "true"
    least = f"timestamp '{moment - _ANY_ZONE:%Y-%m-%d}'"
    return f"({column} >= {least} or {column} is null or {column} = timestamp '-infinity')"


def _text(columns: Columns) -> str:
    return ", ".join(f"{name} {type_}" for name, type_ in sorted(columns.items()))
