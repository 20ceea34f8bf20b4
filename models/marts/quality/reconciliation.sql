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

decisions as (

    select * from {{ ref('int_reconciliations__decisions') }}

),

keys as (

    select * from {{ ref('int_reconciliations__keys') }}

),

dimensions as (

    select * from {{ ref('int_reconciliations__dimensions') }}

),

-- found missing for some time: their events came when the day had been complete
healed as (

    select
        decisions.check_name,
        decisions.window_date,
        count(*) as healed_count,
        max(keys.arrived_at) as last_healed_at

    from decisions

    inner join keys
        on
            decisions.check_name = keys.check_name
            and decisions.window_date = keys.window_date

    where keys.state = 'matched' and keys.arrived_at > decisions.final_at

    group by decisions.check_name, decisions.window_date

),

-- A value explains most when it holds the most missing rows beyond its share of all rows. A value
-- of few rows is never named: it could be a key.
explaining as (

    select
        decisions.check_name,
        decisions.window_date,
        dimensions.dimension as top_dimension,
        dimensions.dimension_value as top_value,
        dimensions.missing_count as top_missing_count,
        dimensions.production_count as top_production_count,
        row_number() over (
            partition by decisions.check_name, decisions.window_date
            order by
                dimensions.missing_count * decisions.production_count
                - dimensions.production_count * decisions.missing_count desc nulls last,
                dimensions.missing_count desc nulls last,
                {{ org_funnels.byte_order('dimensions.dimension') }} asc nulls last,
                {{ org_funnels.byte_order('dimensions.dimension_value') }} asc nulls last
        ) as explanation_rank

    from decisions

    inner join checks
        on decisions.check_name = checks.check_name

    inner join dimensions
        on
            decisions.check_name = dimensions.check_name
            and decisions.window_date = dimensions.window_date

    where
        dimensions.missing_count >= checks.min_missing
        and dimensions.missing_count * decisions.production_count
        > dimensions.production_count * decisions.missing_count

)

select
    -- key
    decisions.check_name,
    decisions.window_date,

    -- the check
    checks.title,
    checks.owner,
    checks.event_name,
    checks.event_sources as event_source,
    checks.production_model,
    checks.match,
    checks.timezone,
    decisions.target_rate,
    decisions.critical_below,
    checks.alpha,
    checks.early_alpha,
    checks.min_missing,
    decisions.max_pending_seconds,

    -- production rows
    decisions.production_count,
    decisions.matched_count,
    decisions.missing_count,
    decisions.excluded_count,
    cast(coalesce(healed.healed_count, 0) as bigint) as healed_count,

    -- events
    decisions.event_count,
    decisions.duplicate_count,
    decisions.orphan_count,

    -- judgement
    decisions.decision,
    decisions.decision_reason,
    case when decisions.is_final then 'final' else 'early' end as phase,
    decisions.is_final,
    decisions.p_bound_target,
    decisions.p_bound_critical,
    decisions.p_bound_event_count,
    decisions.p_bound_early,
    decisions.expected_count,
    decisions.min_detectable_missing,
    decisions.pooled_window_count,
    decisions.pool_first_date,
    decisions.pool_last_date,
    decisions.pool_production_count,
    decisions.pool_missing_count,

    -- to read
    decisions.baseline_rate,
    {{ org_funnels.wilson_low('decisions.matched_count', 'decisions.production_count') }}
        as rate_low,
    {{ org_funnels.wilson_high('decisions.matched_count', 'decisions.production_count') }}
        as rate_high,
    explaining.top_dimension,
    explaining.top_value,
    explaining.top_missing_count,
    explaining.top_production_count,

    -- times
    decisions.window_ends_at,
    decisions.final_at,
    decisions.arrival_lag_seconds,
    healed.last_healed_at,
    decisions.production_loaded_at,
    decisions.source_loaded_at,
    decisions.as_of

from decisions

inner join checks
    on decisions.check_name = checks.check_name

left join healed
    on
        decisions.check_name = healed.check_name
        and decisions.window_date = healed.window_date

left join explaining
    on
        decisions.check_name = explaining.check_name
        and decisions.window_date = explaining.window_date
        and explaining.explanation_rank = 1
