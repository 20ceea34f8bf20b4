{#
How far each check can see: up to where its events have surely been loaded. `reconciliation` judges
a day once its end plus the arrival lag is before that. No clock is read: as_of is the data's own.
#}
{{ config(materialized='view') }}

{%- set min_lag_seconds = 15 * 60 -%}
{%- set max_lag_seconds = 72 * 60 * 60 -%}
{%- set learning_seconds = 28 * 24 * 60 * 60 %}

with

checks as (

    select * from {{ ref('int_plan__reconciliations') }}

),

keys as (

    select * from {{ ref('int_reconciliations__keys') }}

),

events as (

    select * from {{ ref('int_plan__events') }}

),

raw_counts as (

    select * from {{ ref('int_events__raw_counts') }}

),

production as (

    select max(loaded_at) as loaded_at
    from {{ ref('int_production__loaded_at') }}

),

data as (

    select as_of from {{ ref('int_as_of') }}

),

-- All tables of a source together, so that one dead table does not stop its own clock. Where
-- several sources send the event, the one that is furthest: a retired sender is not waited for,
-- and the delay of a slow one is in the arrival lag.
source_loads as (

    select
        source,
        max(last_loaded_at) as loaded_at

    from raw_counts

    group by source

),

check_sources as (

    select
        checks.check_name,
        max(source_loads.loaded_at) as source_loaded_at

    from checks

    inner join events
        on checks.event_name = events.event_name

    inner join source_loads
        on {{ dbt.position("',' || source_loads.source || '.'", "',' || events.raw_tables") }} > 0

    group by checks.check_name

),

-- Only rows so old that even the slowest event has arrived: among younger ones the quick events
-- are too many, and the lag would come out too short.
old_arrivals as (

    select
        keys.check_name,
        {{ org_funnels.seconds_between('keys.production_at', 'keys.arrived_at') }} as lag_seconds

    from keys

    cross join data

    where
        keys.state = 'matched'
        and keys.production_at < {{ org_funnels.add_seconds('data.as_of', -max_lag_seconds) }}
        and keys.production_at
        >= {{ org_funnels.add_seconds('data.as_of', -max_lag_seconds - learning_seconds) }}

),

ranked_arrivals as (

    select
        check_name,
        lag_seconds,
        count(*) over (partition by check_name) as arrival_count,
        row_number() over (
            partition by check_name
            order by lag_seconds asc nulls last
        ) as arrival_rank

    from old_arrivals

),

-- the 99.9th percentile in whole numbers: the engines' own functions differ in their last digit
arrival_lags as (

    select
        check_name,
        min(lag_seconds) as lag_seconds

    from ranked_arrivals

    where arrival_rank * 1000 >= arrival_count * 999

    group by check_name

),

-- Before the first day with an event the event was not sent yet: those days are nobody's loss. That
-- is the first day on which a production row and its event both existed: an old row whose event is
-- sent years later does not begin it, and neither does a clock that is years behind. A check that
-- never had an event is judged from its first production row on.
first_dates as (

    select
        keys.check_name,
        coalesce(
            min(
                case
                    when keys.state = 'matched'
                        then greatest(
                            keys.window_date,
                            {{ org_funnels.local_date('keys.occurred_at', 'checks.timezone') }}
                        )
                end
            ),
            min(case when keys.state = 'missing' then keys.window_date end),
            min(keys.window_date)
        ) as first_date

    from keys

    inner join checks
        on keys.check_name = checks.check_name

    group by keys.check_name

)

select
    checks.check_name,
    data.as_of,
    production.loaded_at as production_loaded_at,
    check_sources.source_loaded_at,
    cast(
        greatest({{ min_lag_seconds }}, least(
            {{ max_lag_seconds }},
            ceil(coalesce(arrival_lags.lag_seconds, {{ max_lag_seconds }}))
        )) as bigint
    ) as arrival_lag_seconds,
    first_dates.first_date,
    {{ org_funnels.local_date('data.as_of', 'checks.timezone') }} as last_date

from checks

cross join data

left join production
    on true

left join check_sources
    on checks.check_name = check_sources.check_name

left join arrival_lags
    on checks.check_name = arrival_lags.check_name

left join first_dates
    on checks.check_name = first_dates.check_name
