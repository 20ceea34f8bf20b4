{#
How likely each day's losses would be if all were well, and the smallest loss that could be told from
chance.
#}
with

checks as (

    select * from {{ ref('int_plan__reconciliations') }}

),

windows as (

    select * from {{ ref('int_reconciliations__windows') }}

),

baselines as (

    select * from {{ ref('int_reconciliations__baselines') }}

),

early_counts as (

    select * from {{ ref('int_reconciliations__early_counts') }}

),

rated as (

    select
        windows.*,
        checks.match,
        checks.alpha,
        checks.early_alpha,
        checks.min_missing,
        checks.duplicate_limit,
        checks.orphan_limit,
        baselines.baseline_rate,
        baselines.target_rate,
        baselines.critical_below,
        early_counts.early_production_count,
        early_counts.early_matched_count,
        early_counts.expected_count,
        greatest(windows.production_count - windows.event_count, 0) as short_count,
        {{ org_funnels.day_number('windows.window_date') }}
            as day_number

    from windows

    inner join checks
        on windows.check_name = checks.check_name

    inner join baselines
        on
            windows.check_name = baselines.check_name
            and windows.as_of = baselines.as_of
            and windows.window_date = baselines.window_date

    left join early_counts
        on
            windows.check_name = early_counts.check_name
            and windows.as_of = early_counts.as_of
            and windows.window_date = early_counts.window_date

),

-- Rows of different ages have different chances to have their event already. The bound for the mean
-- of the chances holds for all of them together (Hoeffding 1956).
early_rated as (

    select
        *,
        {{ org_funnels.share_of(
            'cast(critical_below as double precision) * cast(expected_count as double precision)',
            'early_production_count'
        ) }} as early_rate,
        -- a day that always has rows and now has none: 4 times the same weekday says what is usual
        case
            when
                count(*) over (
                    partition by check_name, as_of, mod(day_number, 7)
                    order by window_date asc nulls last
                    rows between 4 preceding and 1 preceding
                ) = 4
                then min(production_count) over (
                    partition by check_name, as_of, mod(day_number, 7)
                    order by window_date asc nulls last
                    rows between 4 preceding and 1 preceding
                )
        end as usual_production_count

    from rated

),

bounded as (

    select
        *,
        {{ org_funnels.chernoff_bound('missing_count', 'production_count', 'target_rate') }}
            as p_bound_target,
        {{ org_funnels.chernoff_bound('missing_count', 'production_count', 'critical_below') }}
            as p_bound_critical,
        {{ org_funnels.chernoff_bound('short_count', 'production_count', 'critical_below') }}
            as p_bound_event_count,
        {{ org_funnels.chernoff_bound(
            '(early_production_count - early_matched_count)', 'early_production_count', 'early_rate'
        ) }} as p_bound_early

    from early_rated

),

sizes as (

    select distinct
        production_count,
        critical_below,
        alpha,
        min_missing

    from rated

    where production_count > 0 and critical_below is not null

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

final as (

    select
        bounded.*,
        detectable.min_detectable_missing

    from bounded

    left join detectable
        on
            bounded.production_count = detectable.production_count
            and bounded.critical_below = detectable.critical_below
            and bounded.alpha = detectable.alpha
            and bounded.min_missing = detectable.min_missing

)

select * from final
