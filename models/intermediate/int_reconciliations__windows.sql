{#
Each check's days, as each evaluation sees them: what had happened and what had been loaded by then.
#}
with

checks as (

    select * from {{ ref('int_plan__reconciliations') }}

),

clocks as (

    select * from {{ ref('int_reconciliations__clocks') }}

),

tallies as (

    select * from {{ ref('int_reconciliations__tallies') }}

),

-- from the calendar, not from the rows: a day on which nothing happened is a day to judge
days as (

    select
        check_name,
        as_of,
        {{ org_funnels.each_date('first_date', 'last_date') }} as window_date

    from clocks

),

seen as (

    select
        days.check_name,
        days.as_of,
        days.window_date,
        tallies.state,
        coalesce(tallies.arrived_hour <= days.as_of, false) as has_arrived,
        tallies.row_count,
        tallies.event_count

    from days

    inner join tallies
        on
            days.check_name = tallies.check_name
            and days.window_date = tallies.window_date

    where
        -- an orphan has no row, and is seen when it is loaded
        case
            when tallies.state = 'orphan' then tallies.arrived_hour
            else tallies.production_hour
        end <= days.as_of

),

counts as (

    select
        check_name,
        as_of,
        window_date,
        sum(case when state = 'matched' and has_arrived then row_count else 0 end) as matched_count,
        sum(
            case
                when state = 'missing' or (state = 'matched' and not has_arrived) then row_count
                else 0
            end
        ) as missing_count,
        sum(case when state = 'excluded' then row_count else 0 end) as excluded_count,
        sum(case when state = 'matched' and has_arrived then event_count - row_count else 0 end)
            as duplicate_count,
        -- the events of a missing key lie too far from its production row to be its own
        sum(case when state in ('orphan', 'missing') then event_count else 0 end) as orphan_count

    from seen

    group by check_name, as_of, window_date

),

windows as (

    select
        days.check_name,
        days.as_of,
        days.window_date,
        clocks.last_date,
        clocks.source_loaded_at,
        clocks.arrival_lag_seconds,
        coalesce(clocks.production_loaded_at, clocks.as_of) as production_loaded_at,
        {{ org_funnels.local_midnight('days.window_date', 'checks.timezone', 1) }}
            as window_ends_at,
        coalesce(checks.max_pending_seconds, 3600 * {{ var('max_pending_hours') }})
            as max_pending_seconds,
        cast(coalesce(counts.matched_count, 0) as bigint) as matched_count,
        cast(coalesce(counts.missing_count, 0) as bigint) as missing_count,
        cast(coalesce(counts.excluded_count, 0) as bigint) as excluded_count,
        cast(coalesce(counts.duplicate_count, 0) as bigint) as duplicate_count,
        cast(coalesce(counts.orphan_count, 0) as bigint) as orphan_count

    from days

    inner join checks
        on days.check_name = checks.check_name

    inner join clocks
        on
            days.check_name = clocks.check_name
            and days.as_of = clocks.as_of

    left join counts
        on
            days.check_name = counts.check_name
            and days.as_of = counts.as_of
            and days.window_date = counts.window_date

),

timed as (

    select
        *,
        matched_count + missing_count as production_count,
        matched_count + duplicate_count + orphan_count as event_count,
        {{ org_funnels.add_seconds('window_ends_at', 'arrival_lag_seconds') }} as final_at,
        -- its source has loaded nothing for longer than anybody waits, while production went on
        coalesce(
            source_loaded_at
            < {{ org_funnels.add_seconds('production_loaded_at', '-max_pending_seconds') }},
            true
        ) as is_source_silent

    from windows

),

final as (

    select
        *,
        coalesce(production_loaded_at >= window_ends_at and source_loaded_at >= final_at, false)
            as is_final,
        as_of >= {{ org_funnels.add_seconds('final_at', 'max_pending_seconds') }} as is_overdue

    from timed

)

select * from final
