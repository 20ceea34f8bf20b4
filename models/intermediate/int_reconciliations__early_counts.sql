{#
Days that are not complete, and how many of their events should have been loaded by now: each row's
share of all events that are as quick as the time since it happened. Whole hours only, so that a row
is never thought older than it is.

The shares are measured, so each is lowered by what chance can do to a measurement of so many events
(Dvoretzky, Kiefer and Wolfowitz; Massart's constant): with few events to learn from little is
expected, and with none nothing is.
#}
{%- set longest_hours = 72 %}
with

checks as (

    select * from {{ ref('int_plan__reconciliations') }}

),

windows as (

    select * from {{ ref('int_reconciliations__windows') }}
    where not is_final

),

tallies as (

    select * from {{ ref('int_reconciliations__tallies') }}
    where state in ('matched', 'missing')

),

lags as (

    select * from {{ ref('int_reconciliations__lags') }}

),

learned as (

    select
        check_name,
        last_date,
        max(learned_count) as learned_count

    from lags

    group by check_name, last_date

),

ages as (

    select
        check_name,
        last_date,
        learned_count,
        {{ org_funnels.each_number(1, longest_hours) }} as age_hours

    from learned

),

arrived as (

    select
        ages.check_name,
        ages.last_date,
        ages.age_hours,
        ages.learned_count,
        coalesce(max(lags.arrived_count), 0) as arrived_count

    from ages

    left join lags
        on
            ages.check_name = lags.check_name
            and ages.last_date = lags.last_date
            and lags.lag_minutes <= ages.age_hours * 60

    group by ages.check_name, ages.last_date, ages.age_hours, ages.learned_count

),

shares as (

    select
        arrived.check_name,
        arrived.last_date,
        arrived.age_hours,
        -- rounded down to six digits, in double precision on every engine
        cast(
            cast(
                greatest(0, floor(
                    1000000 * (
                        cast(arrived.arrived_count as double precision) / arrived.learned_count
                        - sqrt(
                            -ln(cast(checks.early_alpha as double precision))
                            / (2 * arrived.learned_count)
                        )
                    )
                )) as double precision
            ) / 1000000 as numeric(18, 6)
        ) as arrived_share

    from arrived

    inner join checks
        on arrived.check_name = checks.check_name

),

-- How far the events' own source has been loaded is how old a row is to them.
hours as (

    select
        windows.check_name,
        windows.as_of,
        windows.window_date,
        windows.last_date,
        tallies.row_count,
        case when tallies.arrived_hour <= windows.as_of then tallies.row_count else 0 end
            as matched_count,
        cast(
            floor({{ org_funnels.seconds_between(
                'tallies.production_hour', 'least(windows.as_of, windows.source_loaded_at)'
            ) }} / 3600) - 1 as bigint
        ) as age_hours

    from windows

    inner join tallies
        on
            windows.check_name = tallies.check_name
            and windows.window_date = tallies.window_date

    where windows.source_loaded_at is not null

),

final as (

    select
        hours.check_name,
        hours.as_of,
        hours.window_date,
        cast(sum(hours.row_count) as bigint) as early_production_count,
        cast(sum(hours.matched_count) as bigint) as early_matched_count,
        cast(sum(hours.row_count * shares.arrived_share) as numeric(18, 6)) as expected_count

    from hours

    inner join shares
        on
            hours.check_name = shares.check_name
            and hours.last_date = shares.last_date
            and least(hours.age_hours, {{ longest_hours }}) = shares.age_hours

    group by hours.check_name, hours.as_of, hours.window_date

)

select * from final
