"""Days on which a count made now is not what the ledger has."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from org_funnels.warehouse import Warehouse

LEDGER = "event_ledger"

_COUNTED_AGAIN = """
with raw_rows as (
    select source_table, cast(loaded_at as date) as loaded_date, count(*) as row_count
    from {intermediate}.int_events__raw_loads
    group by source_table, cast(loaded_at as date)
), facts as (
    select source_table, cast(loaded_at as date) as loaded_date, count(*) as row_count
    from {marts}.fct_events
    group by source_table, cast(loaded_at as date)
), days as (
    select source_table, loaded_date from raw_rows
    union select source_table, loaded_date from facts
    union select source_table, loaded_date from {marts}.{ledger}
), newest as (
    select source_table, max(loaded_date) as loaded_date
    from {marts}.{ledger}
    group by source_table
), counted as (
    select
        days.source_table,
        days.loaded_date,
        coalesce(ledger.raw_count, 0) as raw_count,
        coalesce(raw_rows.row_count, 0) as raw_count_now,
        coalesce(ledger.fact_count, 0) as fact_count,
        coalesce(facts.row_count, 0) as fact_count_now
    from days
    left join {marts}.{ledger} as ledger
        on days.source_table = ledger.source_table and days.loaded_date = ledger.loaded_date
    left join raw_rows
        on days.source_table = raw_rows.source_table and days.loaded_date = raw_rows.loaded_date
    left join facts
        on days.source_table = facts.source_table and days.loaded_date = facts.loaded_date
    left join newest on days.source_table = newest.source_table
    where newest.loaded_date is null or days.loaded_date < newest.loaded_date
)
select * from counted
where raw_count <> raw_count_now or fact_count <> fact_count_now
order by source_table, loaded_date
"""


@dataclass(frozen=True)
class Drift:
    """A load day of a raw table whose rows are not those that the ledger counted."""

    source_table: str
    loaded_date: date
    raw_count: int
    raw_count_now: int
    fact_count: int
    fact_count_now: int


@dataclass(frozen=True)
class Stretch:
    """The load days of one raw table that hold all of its drifts: what a backfill takes."""

    source_table: str
    first: date
    last: date

    @property
    def command(self) -> str:
        """What reads it again."""
        return (
            f"org-funnels backfill --from {self.first} --to {self.last} --table {self.source_table}"
        )


def find_drifts(warehouse: Warehouse, intermediate: str) -> list[Drift]:
    """Count every raw row and every fact again, and compare with the ledger, day by day.

    Not on the newest day that the ledger knows of a raw table: it goes on, and the next run
    reads it again in any case.
    """
    query = _COUNTED_AGAIN.format(intermediate=intermediate, marts=warehouse.schema, ledger=LEDGER)
    return [Drift(*row) for row in warehouse.rows(query)]


def stretches(drifts: Iterable[Drift]) -> list[Stretch]:
    """One a raw table, in their order."""
    found = []
    for source_table, days in groupby(drifts, key=lambda drift: drift.source_table):
        dates = [drift.loaded_date for drift in days]
        found.append(Stretch(source_table, min(dates), max(dates)))
    return found
