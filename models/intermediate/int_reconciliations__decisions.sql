{#
What is said of each day, and why: the first reason that holds. A day that is not complete is only
ever found critical; that nothing was found there proves nothing, and it stays pending.
#}
with

bounds as (

    select * from {{ ref('int_reconciliations__bounds') }}

),

pools as (

    select * from {{ ref('int_reconciliations__pools') }}

),

found as (

    select
        bounds.*,
        case
            when bounds.min_detectable_missing is not null and bounds.is_final then 1
            else pools.pooled_window_count
        end as pooled_window_count,
        pools.pool_first_date,
        pools.pool_last_date,
        pools.pool_production_count,
        pools.pool_missing_count,
        coalesce(pools.is_critical, false) as is_pool_critical,
        coalesce(pools.is_below_target, false) as is_pool_below_target,
        coalesce(
            bounds.missing_count >= bounds.min_missing and bounds.p_bound_critical < bounds.alpha,
            false
        ) as is_critical,
        coalesce(
            bounds.missing_count >= bounds.min_missing and bounds.p_bound_target < bounds.alpha,
            false
        ) as is_below_target,
        coalesce(
            floor(bounds.expected_count) - bounds.early_matched_count >= bounds.min_missing
            and bounds.p_bound_early < bounds.early_alpha,
            false
        ) as is_early_critical,
        bounds.duplicate_count >= bounds.min_missing
        and {{ org_funnels.chernoff_bound(
            'bounds.duplicate_count',
            '(bounds.matched_count + bounds.duplicate_count)',
            '(1 - bounds.duplicate_limit)'
        ) }} < bounds.alpha as has_many_duplicates,
        bounds.orphan_count >= bounds.min_missing
        and {{ org_funnels.chernoff_bound(
            'bounds.orphan_count',
            '(bounds.matched_count + bounds.orphan_count)',
            '(1 - bounds.orphan_limit)'
        ) }} < bounds.alpha as has_many_orphans

    from bounds

    left join pools
        on
            bounds.check_name = pools.check_name
            and bounds.as_of = pools.as_of
            and bounds.window_date = pools.window_date

),

early as (

    select
        *,
        case
            when is_source_silent and missing_count >= min_missing then 'source_silent'
            when is_early_critical and early_matched_count = 0 then 'no_event_so_far'
            when is_early_critical then 'below_critical_so_far'
            when is_overdue and production_loaded_at < window_ends_at then 'production_is_behind'
            when is_overdue and missing_count > 0 then 'source_is_behind'
            when window_ends_at > as_of then 'day_is_open'
            else 'events_may_be_late'
        end as decision_reason

    from found

    where not is_final

),

late as (

    select
        *,
        case
            when production_count = 0 and usual_production_count >= 10 then 'production_silent'
            when is_critical and matched_count = 0 then 'no_event_at_all'
            when is_critical then 'below_critical'
            when is_below_target then 'below_target'
            when has_many_duplicates then 'too_many_duplicates'
            when has_many_orphans then 'too_many_orphans'
            when production_count = 0 then 'no_production_rows'
            when critical_below is null then 'no_baseline_yet'
            when is_pool_critical then 'pool_below_critical'
            when is_pool_below_target then 'pool_below_target'
            when pooled_window_count > 1 then 'pool_on_target'
            when min_detectable_missing is null then 'too_few_rows'
            else 'on_target'
        end as decision_reason

    from found

    where is_final

),

all_days as (

    select * from early

    union all

    select * from late

),

-- counts alone can hide a loss and can't prove one
reasoned as (

    select
        *,
        match = 'count' as is_count_only,
        decision_reason in (
            'no_event_at_all', 'below_critical', 'below_target', 'pool_below_critical',
            'pool_below_target', 'no_event_so_far', 'below_critical_so_far'
        ) as is_loss

    from all_days

),

final as (

    select
        check_name,
        as_of,
        window_date,
        case
            when is_count_only and (is_loss or decision_reason = 'source_silent') then 'warning'
            when
                decision_reason in (
                    'source_silent', 'no_event_so_far', 'below_critical_so_far', 'no_event_at_all',
                    'below_critical', 'pool_below_critical'
                )
                then 'critical'
            when
                decision_reason in (
                    'below_target', 'pool_below_target', 'too_many_duplicates', 'too_many_orphans',
                    'production_silent'
                )
                then 'warning'
            when decision_reason in ('source_is_behind', 'production_is_behind') then 'stale'
            when decision_reason in ('day_is_open', 'events_may_be_late') then 'pending'
            when decision_reason = 'no_production_rows' then 'no_source'
            when decision_reason in ('too_few_rows', 'no_baseline_yet') then 'too_few'
            when decision_reason in ('on_target', 'pool_on_target') then 'ok'
        end as decision,
        case when is_count_only and is_loss then 'fewer_events' else decision_reason end
            as decision_reason,
        is_final,
        pooled_window_count,
        pool_first_date,
        pool_last_date,
        pool_production_count,
        pool_missing_count,

        production_count,
        matched_count,
        missing_count,
        excluded_count,
        event_count,
        duplicate_count,
        orphan_count,

        target_rate,
        critical_below,
        baseline_rate,
        expected_count,
        p_bound_target,
        p_bound_critical,
        p_bound_event_count,
        p_bound_early,
        min_detectable_missing,

        max_pending_seconds,
        window_ends_at,
        final_at,
        arrival_lag_seconds,
        production_loaded_at,
        source_loaded_at

    from reasoned

)

select * from final
