{#
When each check is judged, and which of its days: one time, as_of. No clock is read. The models from
here on take any number of times a check, so that a whole simulated year can be judged at once.
#}
{{ config(materialized='view') }}

with

checks as (

    select * from {{ ref('int_plan__reconciliations') }}

),

keys as (

    select * from {{ ref('int_reconciliations__keys') }}

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

    inner join source_loads
        on
            {{ dbt.position(
                "',' || source_loads.source || ','",
                "\n            ',' || checks.event_sources || ','"
            ) }} > 0

    group by checks.check_name

),

-- Before the first day with an event the event was not sent yet: those days are nobody's loss. That
-- is the first day on which a production row and its event both existed: an old row whose event is
-- sent years later does not begin it, and neither does a clock that is years behind. A check that
-- never had an event is judged from its first production row on, and one whose plan says from when,
-- from then on.
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
    coalesce(checks.effective_from, first_dates.first_date) as first_date,
    {{ org_funnels.local_date('data.as_of', 'checks.timezone') }} as last_date

from checks

cross join data

left join production
    on true

left join check_sources
    on checks.check_name = check_sources.check_name

left join first_dates
    on checks.check_name = first_dates.check_name
