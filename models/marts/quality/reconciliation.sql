{#
Events against production, by key and day, with a decision. A pure function of the data: what was
decided yesterday about a day can change when late events arrive.

The decision is made by a bound that is never below the exact binomial tail (chernoff_bound), so a
healthy day is called bad at most `alpha` of the time. Wilson's interval is for people to read.
#}
with

checks as (

    select * from {{ ref('int_plan__reconciliations') }}

),

clocks as (

    select * from {{ ref('int_reconciliations__clocks') }}

),

keys as (

    select * from {{ ref('int_reconciliations__keys') }}

),

dimensions as (

    select * from {{ ref('int_reconciliations__dimensions') }}

),

-- from the calendar, not from the rows: a day on which nothing happened is a day to judge
days as (

    select
        check_name,
        {{ org_funnels.each_date('first_date', 'last_date') }} as window_date

    from clocks

),

counts as (

    select
        check_name,
        window_date,
        sum(case when state = 'matched' then 1 else 0 end) as matched_count,
        sum(case when state = 'missing' then 1 else 0 end) as missing_count,
        sum(case when state = 'excluded' then 1 else 0 end) as excluded_count,
        sum(case when state = 'matched' then event_count - 1 else 0 end) as duplicate_count,
        -- the events of a missing key lie too far from its production row to be its own
        sum(case when state in ('orphan', 'missing') then event_count else 0 end) as orphan_count

    from keys

    group by check_name, window_date

),

windows as (

    select
        days.check_name,
        days.window_date,
        checks.title,
        checks.owner,
        checks.event_name,
        checks.production_model,
        checks.timezone,
        checks.target_rate,
        checks.critical_below,
        checks.alpha,
        checks.min_missing,
        clocks.as_of,
        clocks.source_loaded_at,
        clocks.arrival_lag_seconds,
        {{ org_funnels.local_midnight('days.window_date', 'checks.timezone', 1) }}
            as window_ends_at,
        coalesce(clocks.production_loaded_at, clocks.as_of) as production_loaded_at,
        cast(coalesce(counts.matched_count, 0) as bigint) as matched_count,
        cast(coalesce(counts.missing_count, 0) as bigint) as missing_count,
        cast(coalesce(counts.excluded_count, 0) as bigint) as excluded_count,
        cast(coalesce(counts.duplicate_count, 0) as bigint) as duplicate_count,
        cast(coalesce(counts.orphan_count, 0) as bigint) as orphan_count

    from days

    inner join checks
        on days.check_name = checks.check_name

    inner join clocks
        on days.check_name = clocks.check_name

    left join counts
        on
            days.check_name = counts.check_name
            and days.window_date = counts.window_date

),

timed as (

    select
        *,
        matched_count + missing_count as production_count,
        matched_count + duplicate_count + orphan_count as event_count,
        coalesce(
            production_loaded_at >= window_ends_at
            and source_loaded_at
            >= {{ org_funnels.add_seconds('window_ends_at', 'arrival_lag_seconds') }},
            false
        ) as is_final,
        -- its source has loaded nothing for longer than anybody waits, while production went on
        coalesce(
            source_loaded_at
            < {{ org_funnels.add_seconds(
                'production_loaded_at', -3600 * var('max_pending_hours')
            ) }},
            true
        ) as is_source_silent

    from windows

),

bounded as (

    select
        *,
        greatest(production_count - event_count, 0) as short_count,
        {{ org_funnels.wilson_low('matched_count', 'production_count') }} as rate_low,
        {{ org_funnels.wilson_high('matched_count', 'production_count') }} as rate_high,
        {{ org_funnels.chernoff_bound('missing_count', 'production_count', 'target_rate') }}
            as p_bound_target,
        {{ org_funnels.chernoff_bound('missing_count', 'production_count', 'critical_below') }}
            as p_bound_critical

    from timed

),

sizes as (

    select distinct
        production_count,
        critical_below,
        alpha,
        min_missing

    from timed

    where production_count > 0

),

-- The smallest loss that would be critical lies between what is expected and Bernstein's bound.
candidates as (

    select
        production_count,
        critical_below,
        alpha,
        {{ org_funnels.each_number(
            'greatest(min_missing, floor(production_count * (1 - critical_below)))',
            'least(production_count, ' ~ org_funnels.detectable_at_most(
                'production_count', 'critical_below', 'alpha'
            ) ~ ')'
        ) }} as missing_count,
        min_missing

    from sizes

),

detectable as (

    select
        production_count,
        critical_below,
        alpha,
        min_missing,
        min(missing_count) as min_detectable_missing

    from candidates

    where
        {{ org_funnels.chernoff_bound('missing_count', 'production_count', 'critical_below') }}
        < alpha

    group by production_count, critical_below, alpha, min_missing

),

-- A value explains most when it holds the most missing rows beyond its share of all rows. A value
-- of few rows is never named: it could be a key.
explaining as (

    select
        timed.check_name,
        timed.window_date,
        dimensions.dimension as top_dimension,
        dimensions.dimension_value as top_value,
        dimensions.missing_count as top_missing_count,
        dimensions.production_count as top_production_count,
        row_number() over (
            partition by timed.check_name, timed.window_date
            order by
                dimensions.missing_count * timed.production_count
                - dimensions.production_count * timed.missing_count desc nulls last,
                dimensions.missing_count desc nulls last,
                {{ org_funnels.byte_order('dimensions.dimension') }} asc nulls last,
                {{ org_funnels.byte_order('dimensions.dimension_value') }} asc nulls last
        ) as explanation_rank

    from timed

    inner join dimensions
        on
            timed.check_name = dimensions.check_name
            and timed.window_date = dimensions.window_date

    where
        dimensions.missing_count >= timed.min_missing
        and dimensions.missing_count * timed.production_count
        > dimensions.production_count * timed.missing_count

),

-- the first that holds
reasoned as (

    select
        bounded.*,
        detectable.min_detectable_missing,
        case
            when
                not bounded.is_final
                and bounded.is_source_silent
                and bounded.missing_count >= bounded.min_missing
                then 'source_silent'
            when not bounded.is_final and bounded.window_ends_at > bounded.as_of then 'day_is_open'
            when not bounded.is_final then 'events_may_be_late'
            when bounded.production_count = 0 then 'no_production_rows'
            when
                bounded.missing_count >= bounded.min_missing
                and bounded.p_bound_critical < bounded.alpha
                and bounded.matched_count = 0
                then 'no_event_at_all'
            when
                bounded.missing_count >= bounded.min_missing
                and bounded.p_bound_critical < bounded.alpha
                then 'below_critical'
            when
                bounded.missing_count >= bounded.min_missing
                and bounded.p_bound_target < bounded.alpha
                then 'below_target'
            when detectable.min_detectable_missing is null then 'too_few_rows'
            else 'on_target'
        end as decision_reason

    from bounded

    left join detectable
        on
            bounded.production_count = detectable.production_count
            and bounded.critical_below = detectable.critical_below
            and bounded.alpha = detectable.alpha
            and bounded.min_missing = detectable.min_missing

)

select
    -- key
    reasoned.check_name,
    reasoned.window_date,

    -- the check
    reasoned.title,
    reasoned.owner,
    reasoned.event_name,
    reasoned.production_model,
    reasoned.timezone,
    reasoned.target_rate,
    reasoned.critical_below,
    reasoned.alpha,
    reasoned.min_missing,

    -- production rows
    reasoned.production_count,
    reasoned.matched_count,
    reasoned.missing_count,
    reasoned.excluded_count,

    -- events
    reasoned.event_count,
    reasoned.duplicate_count,
    reasoned.orphan_count,

    -- judgement
    case reasoned.decision_reason
        when 'source_silent' then 'critical'
        when 'no_event_at_all' then 'critical'
        when 'below_critical' then 'critical'
        when 'below_target' then 'warning'
        when 'day_is_open' then 'pending'
        when 'events_may_be_late' then 'pending'
        when 'no_production_rows' then 'no_source'
        when 'too_few_rows' then 'too_few'
        when 'on_target' then 'ok'
    end as decision,
    reasoned.decision_reason,
    reasoned.is_final,
    reasoned.p_bound_target,
    reasoned.p_bound_critical,
    {{ org_funnels.chernoff_bound(
        'reasoned.short_count', 'reasoned.production_count', 'reasoned.critical_below'
    ) }} as p_bound_event_count,
    reasoned.min_detectable_missing,

    -- to read
    reasoned.rate_low,
    reasoned.rate_high,
    explaining.top_dimension,
    explaining.top_value,
    explaining.top_missing_count,
    explaining.top_production_count,

    -- times
    reasoned.window_ends_at,
    reasoned.arrival_lag_seconds,
    reasoned.source_loaded_at,
    reasoned.as_of

from reasoned

left join explaining
    on
        reasoned.check_name = explaining.check_name
        and reasoned.window_date = explaining.window_date
        and explaining.explanation_rank = 1
