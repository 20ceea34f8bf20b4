"""What one run measured, kept for Great Expectations to assert on.

The table belongs to the command: no model reads it. Unlike the tables of the log, beside which it
stands, it is pruned: what became of a measurement is kept as an incident. It holds counts, times
and names of tables and columns, never a value of a row.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from org_funnels.warehouse import Warehouse

SCHEMA = "org_funnels_log"
TABLE = f"{SCHEMA}.measurements"

# As many as Data Docs show.
KEPT_RUNS = 30

_MOST_ROWS = 100
_TYPES = {"str": "text", "int": "bigint", "datetime": "timestamp"}


@dataclass(frozen=True)
class Measurement:
    """One measure of one table.

    checked_count rows were looked at, and bad_count of them are not as they should be; usual_… are
    the same of the weeks before. seconds and usual_seconds are of a measure of time. Of a table
    that could not be measured, checked_count and bad_count are None.
    """

    suite: str
    subject: str
    measure: str
    checked_count: int | None = 0
    bad_count: int | None = 0
    usual_checked_count: int = 0
    usual_bad_count: int = 0
    seconds: int | None = None
    usual_seconds: int | None = None
    newest_loaded_at: datetime | None = None


@dataclass(frozen=True)
class Broken:
    """A table that could not be measured, and why, in words that quote no data."""

    suite: str
    subject: str
    reason: str


def without_broken(
    measurements: Iterable[Measurement], broken: Iterable[Broken]
) -> list[Measurement]:
    """The measurements, with those of broken tables as if nothing had been counted."""
    unread = {(one.suite, one.subject) for one in broken}
    return [
        replace(one, checked_count=None, bad_count=None)
        if (one.suite, one.subject) in unread
        else one
        for one in measurements
    ]


def keep(warehouse: Warehouse, measurements: Sequence[Measurement]) -> None:
    """Add them as one run's, and let go of those of the oldest runs."""
    _make(warehouse)
    now = datetime.now(UTC).replace(tzinfo=None)
    with warehouse.transaction():
        for start in range(0, len(measurements), _MOST_ROWS):
            _insert(warehouse, now, measurements[start : start + _MOST_ROWS])
        _prune(warehouse)


def _make(warehouse: Warehouse) -> None:
    """What is lacking: to make what is there PostgreSQL asks for a right that nobody needs."""
    if not warehouse.rows("select 1 from pg_catalog.pg_namespace where nspname = %s", [SCHEMA]):
        warehouse.execute(f"create schema {SCHEMA}")
    is_there = warehouse.rows(
        "select 1 from information_schema.tables where table_schema = %s and table_name = %s",
        [*TABLE.split(".")],
    )
    if not is_there:
        warehouse.execute(f"create table {TABLE} ({_definition()})")


def latest(suite: str) -> str:
    """The query of a suite's measurements in its last run; the schema tells companies apart."""
    mine = f"suite = '{suite}' and marts_schema = current_schema()"
    return (
        f"select * from {TABLE} where {mine} "  # noqa: S608  (our own names)
        f"and measured_at = (select max(measured_at) from {TABLE} where {mine})"
    )


def reason_of(error: Exception) -> str:
    """What the database said, in one line. A complaint about a value could quote it."""
    if any(base.__name__ == "DataError" for base in type(error).__mro__):
        return f"a value is none of the column's type ({type(error).__name__})"
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _definition() -> str:
    columns = [f"{name} {_TYPES[kind]}" for name, kind in _columns()]
    return ", ".join(["marts_schema text", "measured_at timestamp", *columns])


def _columns() -> Iterable[tuple[str, str]]:
    return ((field.name, str(field.type).removesuffix(" | None")) for field in fields(Measurement))


def _insert(warehouse: Warehouse, now: datetime, rows: Sequence[Measurement]) -> None:
    names = ", ".join(["marts_schema", "measured_at", *(name for name, _ in _columns())])
    values: list[list[Any]] = [[warehouse.schema, now, *astuple(row)] for row in rows]
    places = ", ".join(f"({', '.join(['%s'] * len(row))})" for row in values)
    warehouse.execute(
        f"insert into {TABLE} ({names}) values {places}",  # noqa: S608  (our own names)
        [value for row in values for value in row],
    )


def _prune(warehouse: Warehouse) -> None:
    """The runs of this schema alone: another company's have their own count."""
    warehouse.execute(
        f"delete from {TABLE} where marts_schema = %s and measured_at < ("  # noqa: S608
        f"select min(measured_at) from (select distinct measured_at from {TABLE} "
        "where marts_schema = %s order by measured_at desc limit %s) as kept)",
        [warehouse.schema, warehouse.schema, KEPT_RUNS],
    )
