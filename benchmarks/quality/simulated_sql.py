"""The simulated input of the project's own models: checks, keys, and a look at each every hour.

Chance is a hash of what it is for, so that the same year is simulated on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.quality.scenario import INCIDENT_EVERY_DAYS, INCIDENT_HOURS, WARM_UP_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.quality.scenario import Check

_BEGIN = "timestamp '2025-01-01 00:00:00'"
# As many days as a lag may be long, and the open one: what changes from one hour to the next.
_LOOKED_BACK_DAYS = 5
_CAPTURED = 0.99


def input_models(checks: Iterable[Check]) -> Mapping[str, str]:
    """SQL of the models that the project's own ones read, by name."""
    listed = list(checks)
    return {
        "simulated_checks": _checks(listed),
        "int_plan__reconciliations": _plan(),
        "simulated_incidents": _incidents(),
        "int_reconciliations__keys": _keys(listed),
        "int_reconciliations__evaluations": _evaluations(),
    }


def _checks(checks: list[Check]) -> str:
    rows = ", ".join(
        f"('{check.name}', '{check.loss.name}', '{check.lag.name}', {check.rows_per_day}, "
        f"{check.loss.share}, {check.days})"
        for check in checks
    )
    columns = "check_name, loss, lag_shape, rows_per_day, loss_share, day_count"
    return f"select * from (values {rows}) as checks ({columns})"


def _plan() -> str:
    return """
select
    check_name, 'key' as match, 'UTC' as timezone, false as is_auto,
    cast(0.97 as numeric(18, 6)) as target_rate, cast(0.95 as numeric(18, 6)) as critical_below,
    cast(0.001 as numeric(18, 6)) as alpha, cast(0.0001 as numeric(18, 6)) as early_alpha,
    3 as min_missing, cast(0.02 as numeric(18, 6)) as duplicate_limit,
    cast(0.01 as numeric(18, 6)) as orphan_limit, cast(null as bigint) as max_pending_seconds
from {{ ref('simulated_checks') }}
"""


def _incidents() -> str:
    """Each begins at another hour of the day."""
    return f"""
select
    check_name, number,
    {_BEGIN} + to_days(cast({WARM_UP_DAYS} + 3 + {INCIDENT_EVERY_DAYS} * number as integer))
    + to_hours(cast((7 * number + 3) % 24 as integer)) as begins_at
from (
    select
        check_name, day_count,
        unnest(generate_series(0, (day_count - 10) // {INCIDENT_EVERY_DAYS})) as number
    from {{{{ ref('simulated_checks') }}}}
    where loss_share > 0
)
"""


def _keys(checks: Iterable[Check]) -> str:
    """Fewer rows on weekends, more by day; events are loaded once an hour."""
    lags = sorted({check.lag for check in checks}, key=lambda lag: lag.name)
    noon = " + ".join(_chance(f"'{half}'", "day", "number") for half in ("morning", "evening"))
    seconds = " ".join(f"when '{lag.name}' then {lag.seconds}" for lag in lags)
    return f"""
with

days as (
    select *, unnest(generate_series(0, {WARM_UP_DAYS} - 1 + day_count)) as day
    from {{{{ ref('simulated_checks') }}}}
),

numbered as (
    select
        *,
        unnest(generate_series(1, cast(
            rows_per_day * (case when day % 7 < 2 then 0.7 else 1.1 end)
            * (0.9 + 0.2 * {_chance("'size'", "day")}) as integer
        ))) as number
    from days
),

rows as (
    select
        check_name, lag_shape, loss_share,
        {_BEGIN} + to_days(cast(day as integer)) + to_seconds(
            86399 * ({noon}) / 2
        ) as production_at,
        {_chance("'lag'", "day", "number")} as u,
        {_chance("'kept'", "day", "number")} as kept,
        {_chance("'lost'", "day", "number")} as lost
    from numbered
),

lost as (
    select
        rows.*,
        rows.kept >= {_CAPTURED} or coalesce(
            rows.production_at < incidents.begins_at + interval {INCIDENT_HOURS} hour
            and rows.lost < rows.loss_share,
            false
        ) as is_lost
    from rows
    asof left join {{{{ ref('simulated_incidents') }}}} as incidents
        on rows.check_name = incidents.check_name and rows.production_at >= incidents.begins_at
),

sent as (
    select
        *,
        date_trunc('hour', production_at + to_seconds(case lag_shape {seconds} end))
        + interval 1 hour as arrived_at
    from lost
)

select
    check_name, cast(production_at as date) as window_date, production_at,
    case when not is_lost then arrived_at end as arrived_at,
    case when is_lost then 0 else 1 end as event_count,
    case when is_lost then 'missing' else 'matched' end as state
from sent
"""


def _evaluations() -> str:
    """Five minutes past every hour, when what an hour brought has been loaded."""
    return f"""
with moments as (
    select
        check_name,
        unnest(generate_series(
            {_BEGIN} + interval {WARM_UP_DAYS} day + interval 5 minute,
            {_BEGIN} + interval {WARM_UP_DAYS} day + to_days(cast(day_count as integer)),
            interval 1 hour
        )) as as_of
    from {{{{ ref('simulated_checks') }}}}
)
select
    check_name, as_of, as_of as production_loaded_at, as_of as source_loaded_at,
    cast(as_of as date) - {_LOOKED_BACK_DAYS} as first_date, cast(as_of as date) as last_date
from moments
"""


def _chance(*parts: str) -> str:
    """A number in [0, 1) that looks like chance, for these values of these columns.

    By MD5: DuckDB's own hash puts numbers that follow one another into clumps.
    """
    text = f"concat_ws('/', check_name, {', '.join(parts)})"
    return f"(md5_number_lower({text}) / 18446744073709551616.0)"
