"""The made-up company's events as SQL: a stream that ends nowhere, of which a run loads parts.

A year has `rows` events. Number 1 is received just before END, higher ones earlier, 0 and below
later. So a longer history is the same events and older ones, and what is new after END is the same
whatever the history. As in life

- orgs are unlike: of n orgs the busiest has 1/n^(1/3) of the events, 3.7 % of 20,000;
- a device gets a new anonymous id each quarter, and one visitor in three belongs to an org;
- of 100 events one is delivered twice, two come hours late and one comes days late;
- one org in fifty has had another name.

An anonymous id that nobody has claimed did `moved` of a year's events: what a late link moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.increments.raw_event import RawEvent

_END = datetime(2026, 1, 1, tzinfo=UTC)
END = f"timestamp '{_END:%Y-%m-%d %H:%M:%S}'"
RENAMED_AT = "timestamp '2025-09-01 00:00:00'"
UNCLAIMED = "d-unclaimed"
IDENTIFIES = "identifies"

_YEAR_MICROSECONDS = 365 * 86_400 * 1_000_000
_EVENTS_PER_ORG = 500
_MOST_MOVED = 10_000
_LEAST_SHARE_NOT_MOVED = 100


@dataclass(frozen=True)
class Stream:
    """Events of a company that has so many in a year."""

    rows: int
    events: tuple[RawEvent, ...]

    @property
    def orgs(self) -> int:
        """How many organisations there are."""
        return max(self.rows // _EVENTS_PER_ORG, 20)

    @property
    def moved(self) -> int:
        """How many events of a year the unclaimed anonymous id did."""
        return min(_MOST_MOVED, self.rows // _LEAST_SHARE_NOT_MOVED)

    def time_at(self, number: int) -> str:
        """When the event of that number is received, as SQL on any engine."""
        moment = _END - timedelta(microseconds=number * self._step_microseconds)
        return f"timestamp '{moment:%Y-%m-%d %H:%M:%S.%f}'"

    def sql(self, newest: int, oldest: int) -> str:
        """Every delivery of the events from one number to another, with its raw table's name."""
        return f"""
with

drawn as (

    select
        number,
        {END} - to_microseconds(number * {self._step_microseconds}) as received,
        number % {self.rows // self.moved} = 3 as is_moved,
        100 * {_draw(1)} as kind,
        cast(floor({self.orgs} * power({_draw(2)}, 3)) as bigint) as org,
        {_draw(3)} as member_draw,
        {_draw(4)} as who,
        {_draw(5)} as lateness,
        md5('event' || number) as id

    from range({newest}, {oldest + 1}) as numbers (number)

),

placed as (

    select
        *,
        case when is_moved then 'site_impression' {self._kinds()} end as table_name,
        {org_name("org", "received")} as name,
        cast(floor({member_count("org")} * power(member_draw, 2)) as bigint) as member,
        cast(floor(epoch(received) / (90 * 86400)) as bigint) as quarter

    from drawn

),

ids as (

    select
        *,
        table_name in ({self._tables("org", "none")}) as is_site,
        table_name in ({self._tables("source", "web")}) as is_web,
        received - to_seconds(cast(floor(case
            when lateness < 0.01 then 3 * 86400 * lateness / 0.01
            when lateness < 0.03 then 6 * 3600 * (lateness - 0.01) / 0.02
            else 60 * lateness
        end) as bigint)) as happened

    from placed

),

events as (

    select
        number,
        table_name,
        id,
        case
            when is_moved then '{UNCLAIMED}'
            when is_site and who < 0.7 then 'v' || (number // 7)
            when is_web then 'd' || org || '-' || member || '-' || quarter
        end as anonymous_id,
        case
            when is_moved or (is_site and who < 0.95) or (not is_site and who > 0.9) then null
            else 'u' || org || '-' || member
        end as user_id,
        replace(table_name, '_', '-') as event,
        case when hash(number * 16 + 6) % 200 = 0 then 'o-gone' else 'o' || org end as org_id,
        case
            when table_name = 'build_started' and who < 0.2 then null
            when who > 0.98 then lower(name)
            else name
        end as org_name,
        name || '/repo-' || (number % 5) as repo,
        'p' || number as project_id,
        case when number % 500 = 0 then 'n/a' else (number % 900000) || '.5' end as duration_ms,
        1 + abs(number) % 40 as num_seats,
        '10.' || org % 250 || '.' || member % 250 || '.7' as context_ip,
        'https://app.example.com/orgs/' || org || '/' || table_name as context_page_url,
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36'
            as context_user_agent,
        'analytics.js' as context_library_name,
        happened,
        received

    from ids

),

deliveries as (

    select * from events

    union all

    -- sent again, because the first answer was lost
    select * replace (received + to_seconds(3600 + abs(number) % 90000) as received)
    from events
    where hash(number * 16 + 7) % 100 = 0

    union all

    select * replace ('{IDENTIFIES}' as table_name, md5('identify' || number) as id)
    from events
    where anonymous_id is not null and user_id is not null and hash(number * 16 + 8) % 20 = 0

)

select
    * exclude (number, happened, received),
    happened as original_timestamp,
    happened as "timestamp",
    happened + to_seconds(1) as sent_at,
    received as received_at,
    -- it is loaded every quarter of an hour
    time_bucket(interval '15 minutes', received) + interval '15 minutes' as uuid_ts

from deliveries
"""

    @property
    def _step_microseconds(self) -> int:
        return _YEAR_MICROSECONDS // self.rows

    def _kinds(self) -> str:
        """The raw table by where in the hundred a draw fell."""
        branches, upto = [], 0.0
        for event in self.events:
            upto += event.share
            branches.append(f"when kind < {upto} then '{event.table}'")
        return f"{' '.join(branches)} else '{self.events[0].table}'"

    def _tables(self, attribute: str, value: str) -> str:
        chosen = (event.table for event in self.events if getattr(event, attribute) == value)
        return ", ".join(f"'{table}'" for table in chosen)


def org_name(org: str, moment: str) -> str:
    """What an org is called at a moment, as SQL."""
    return (
        f"case when {org} % 50 = 7 and {moment} < {RENAMED_AT} "
        f"then 'Old Org ' || {org} else 'Org ' || {org} end"
    )


def member_count(org: str) -> str:
    """How many users an org has, as SQL: three, and more the busier it is."""
    return f"(3 + 4000 // (5 * ({org} + 1)))"


def _draw(salt: int) -> str:
    """A number above 0 and below 1 that depends on the event's number and the salt alone."""
    return f"(((hash(number * 16 + {salt}) >> 11) + 0.5) / 9007199254740992.0)"
