"""Make the events: a year of an invented company, the same for the same number of rows.

Orgs are as unlike each other as in life: half of them have a tenth of the events, the busiest a
hundred times the average. Each begins at some time of the year and goes on to its end. The rows lie
in the order in which they happened, as a warehouse receives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from benchmarks.event_types import SHARES

if TYPE_CHECKING:
    from pathlib import Path

EVENTS_PER_ORG = 100
AS_OF = "timestamp '2026-01-01 00:00:00'"
_DAYS = 365


@dataclass(frozen=True)
class EventFile:
    """A Parquet file of events, in the columns that funnel_attempts() reads."""

    path: Path
    rows: int
    orgs: int


def make_events(folder: Path, rows: int) -> EventFile:
    """The file of so many rows, made unless it is there."""
    made = EventFile(folder / f"events-{rows}.parquet", rows, max(rows // EVENTS_PER_ORG, 1))
    if not made.path.is_file():
        _write(made.path, _events_sql(rows, made.orgs))
    return made


def gather_in_one_org(spread: EventFile, folder: Path) -> EventFile:
    """The same events, as if one org had done them all."""
    made = EventFile(folder / f"one-org-{spread.rows}.parquet", spread.rows, 1)
    if not made.path.is_file():
        _write(
            made.path,
            f"select * replace ('org-0000000' as entity_id) from '{spread.path}'",
        )
    return made


def _write(path: Path, sql: str) -> None:
    """Under another name until it is whole, for a run that is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half_made = path.with_suffix(".half")
    with duckdb.connect() as connection:
        connection.execute(f"copy ({sql}) to '{half_made}' (format parquet)")
    half_made.replace(path)


def _events_sql(rows: int, orgs: int) -> str:
    """Every draw is a hash of the row's number: no order of work and no seed can change it."""
    return f"""
with

orgs as (

    select
        number,
        -- the weights of a log-normal distribution
        exp(1.5 * sqrt(-2 * ln({_draw("number", 1)})) * cos(2 * pi() * {_draw("number", 2)}))
            as weight,
        0.8 * {_draw("number", 3)} as began

    from range({orgs}) as numbers (number)

),

-- each org takes as much of the line from 0 to 1 as it has weight
shares as (

    select
        number,
        began,
        (sum(weight) over (order by number) - weight) / sum(weight) over () as since

    from orgs

),

draws as (

    select
        number,
        {_draw("number", 4)} as place,
        {_draw("number", 5)} as moment,
        100 * {_draw("number", 6)} as kind,
        hash(number * 16 + 7) % 8 as member,
        md5(number::varchar) as id

    from range({rows}) as numbers (number)

)

select
    -- as long as a UUID is, in the form of one
    regexp_replace(id, '(.{{8}})(.{{4}})(.{{4}})(.{{4}})(.*)', '\\1-\\2-\\3-\\4-\\5') as event_id,
    'org-' || lpad(shares.number::varchar, 7, '0') as entity_id,
    'user-' || lpad((shares.number * 8 + member)::varchar, 8, '0') as user_id,
    case {_kinds()} end as event_name,
    timestamp '2025-01-01'
    + to_seconds(floor((began + moment * (1 - began)) * {_DAYS} * 86400)::bigint) as occurred_at

from draws

asof inner join shares
    on draws.place >= shares.since

order by occurred_at, draws.number
"""


def _draw(column: str, salt: int) -> str:
    """A number above 0 and below 1 that depends on the column's value and the salt alone."""
    return f"(((hash({column} * 16 + {salt}) >> 11) + 0.5) / 9007199254740992.0)"


def _kinds() -> str:
    """The event's name by where in the hundred its draw fell."""
    branches, upto = [], 0
    for name, share in SHARES.items():
        upto += share
        branches.append(f"when kind < {upto} then '{name}'")
    return " ".join(branches)
