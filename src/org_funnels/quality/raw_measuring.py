"""Measure the raw event tables: each in one pass over its rows of the last weeks.

What a value is, is asked of the macros that staging is made with, so that what counts as an id
here is what counts as one there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from org_funnels.funnel.macros_folder import find_macros
from org_funnels.funnel.rendering import Renderer
from org_funnels.quality.day import require_table
from org_funnels.quality.measurement import Broken, Measurement, reason_of
from org_funnels.quality.raw_checks import (
    EXISTS,
    IS_FRESH,
    RECENT_DAYS,
    STILL_COMES,
    USUAL_DAYS,
    raw_measures,
    raw_suite_name,
    tables_of,
)
from org_funnels.quality.raw_schema import by_table, raw_schemas, read_raw_columns
from org_funnels.warehouse.identifier import quoted_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from org_funnels.tracking_plan.plan import RawTable, TrackingPlan
    from org_funnels.warehouse import Warehouse

# A row without any load time counts as loaded then, and says nothing about freshness.
_UNKNOWN_TIME = datetime(1970, 1, 1)  # noqa: DTZ001  (the macro's, without a zone)
_DAY_SECONDS = 86400
_LEDGER = "event_ledger"

_LONGEST_SILENCES = """
select source_table, max(days)
from (
    select
        source_table,
        loaded_date
        - lag(loaded_date) over (partition by source_table order by loaded_date) as days
    from {schema}.event_ledger
    where raw_count > 0 and loaded_date > date '1970-01-01'
) as silences
where days is not null
group by source_table
"""


@dataclass(frozen=True)
class _Times:
    """When things were loaded: each table's newest row, the end of all data, silences so far."""

    newest: Mapping[str, datetime | None]
    as_of: datetime
    longest_silence_days: Mapping[str, int]


@dataclass(frozen=True)
class _Relation:
    """A raw table that is there, as SQL names it."""

    name: str
    columns: dict[str, dict[str, str]]


def measure_raw(
    warehouse: Warehouse, plan: TrackingPlan, project_dir: Path
) -> tuple[list[Measurement], list[Broken]]:
    """Every measure of every raw event table of the plan, and the tables that could not be read.

    A table that is not there has nothing to count; that it is not, is a measure of its own.
    """
    measuring = _Measuring(warehouse, plan, project_dir)
    return list(measuring.measurements()), list(measuring.broken.values())


class _Measuring:
    """One run over the raw tables. A table that the database refuses to read is broken for it."""

    def __init__(self, warehouse: Warehouse, plan: TrackingPlan, project_dir: Path) -> None:
        self.warehouse = warehouse
        self.plan = plan
        self.broken: dict[str, Broken] = {}
        self.renderer = Renderer(warehouse.engine, find_macros(project_dir))
        self.relations = _relations(warehouse, plan, project_dir)

    def measurements(self) -> Iterable[Measurement]:
        times = self.times()
        for source, settings in self.plan.settings.sources.items():
            if settings.freshness:
                yield _freshness(source, tables_of(self.plan, source), times)
            for table in tables_of(self.plan, source):
                yield from self.of_table(table, times)

    def times(self) -> _Times:
        newest = {name: self.newest(table) for name, table in self.plan.raw_tables.items()}
        as_of = max([_as_of_marts(self.warehouse), *(at for at in newest.values() if at)])
        require_table(self.warehouse, _LEDGER)
        silences = self.warehouse.rows(_LONGEST_SILENCES.format(schema=self.warehouse.schema))
        return _Times(newest, as_of, dict(silences))

    def newest(self, table: RawTable) -> datetime | None:
        relation = self.relations.get(table.source_table)
        if relation is None:
            return None
        load_time = self.renderer.sql("raw_load_time", relation.columns, self.loaded_at(table))
        [at] = self.row(table, f"select max({load_time}) from {relation.name}")  # noqa: S608
        return at if at and at > _UNKNOWN_TIME else None

    def of_table(self, table: RawTable, times: _Times) -> Iterable[Measurement]:
        suite, name = raw_suite_name(table.source), table.source_table
        is_gone = name not in self.relations and not table.optional
        newest = times.newest[name]
        yield Measurement(suite, name, EXISTS, 1, int(is_gone), newest_loaded_at=newest)
        if not table.optional and self.plan.settings.sources[table.source].freshness:
            yield _silence(table, times)
        measures = raw_measures(self.plan, table)
        for measure, counts in zip(measures, self.counts(table, times), strict=True):
            yield Measurement(suite, name, measure.name, *counts)

    def counts(self, table: RawTable, times: _Times) -> list[tuple[int, int, int, int]]:
        """For each measure of a table: checked and bad, of the last days and before."""
        measures = raw_measures(self.plan, table)
        relation = self.relations.get(table.source_table)
        if relation is None:
            return [(0, 0, 0, 0)] * len(measures)
        since = times.as_of - timedelta(days=RECENT_DAYS)
        query = self.renderer.sql(
            "raw_table_counts",
            relation=relation.name,
            columns=relation.columns,
            measures=[measure.argument() for measure in measures],
            loaded_at=self.loaded_at(table),
            since=since.isoformat(sep=" "),
            usual_since=(since - timedelta(days=USUAL_DAYS)).isoformat(sep=" "),
        )
        row = [count or 0 for count in self.row(table, query, width=4 * len(measures))]
        return [(row[at], row[at + 1], row[at + 2], row[at + 3]) for at in range(0, len(row), 4)]

    def loaded_at(self, table: RawTable) -> str:
        return self.plan.settings.sources[table.source].loaded_at

    def row(self, table: RawTable, query: str, width: int = 1) -> list[Any]:
        """The one row that the query gives; nulls where the database refuses."""
        name = table.source_table
        try:
            return list(self.warehouse.rows(query)[0])
        except self.warehouse.error as error:
            suite = raw_suite_name(table.source)
            self.broken.setdefault(name, Broken(suite, name, reason_of(error)))
            return [None] * width


def _relations(warehouse: Warehouse, plan: TrackingPlan, project_dir: Path) -> dict[str, _Relation]:
    """The raw tables of the plan that the warehouse has."""
    schemas = raw_schemas(plan, project_dir)
    columns = by_table(read_raw_columns(warehouse, plan, project_dir))
    return {
        name: _Relation(
            quoted_table(schemas[table.source], table.table),
            {one.name.lower(): {"name": one.name, "family": one.kind} for one in columns[name]},
        )
        for name, table in plan.raw_tables.items()
        if name in columns
    }


def _as_of_marts(warehouse: Warehouse) -> datetime:
    """The end of the data that the marts were built of: production may be ahead of the events."""
    query = f"select max(as_of) from {warehouse.schema}.reconciliation"  # noqa: S608
    at: datetime | None = warehouse.rows(query)[0][0]
    return at or _UNKNOWN_TIME


def _freshness(source: str, tables: Iterable[RawTable], times: _Times) -> Measurement:
    """Of a source, all its tables together: one that is dead does not make it silent."""
    found = [at for table in tables if (at := times.newest[table.source_table])]
    newest = max(found, default=None)
    return Measurement(
        raw_suite_name(source),
        source,
        IS_FRESH,
        checked_count=len(found),
        seconds=_seconds(times.as_of - newest) if newest else None,
        newest_loaded_at=newest,
    )


def _silence(table: RawTable, times: _Times) -> Measurement:
    """Of one table. One that the plan lets end is expected to be silent from then on."""
    name = table.source_table
    newest, days = times.newest[name], times.longest_silence_days.get(name)
    goes_on = any(
        planned.branch.until is None or planned.branch.until > times.as_of
        for planned in table.branches
    )
    return Measurement(
        raw_suite_name(table.source),
        name,
        STILL_COMES,
        seconds=_seconds(times.as_of - newest) if newest and goes_on else None,
        usual_seconds=days * _DAY_SECONDS if days is not None else None,
        newest_loaded_at=newest,
    )


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
