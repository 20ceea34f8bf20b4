{#
Which attempt speaks for an entity in a cohort period. An entity counts once a period in which an
attempt of its starts, by the best of them: most steps, then the earliest finish, then the latest
start. For mature figures, the best of the mature ones.
#}
with

attempts as (

    select
        attempts.*,
        {{ org_funnels.local_time('attempts.entered_at', 'funnels.timezone') }} as entered_local

    from {{ ref('fct_funnel_attempts') }} as attempts

    inner join {{ ref('int_plan__funnels') }} as funnels
        on attempts.funnel = funnels.funnel

),

periods (cohort_period) as (

    values ('day'), ('week'), ('month'), ('all')

),

placed as (

    select
        attempts.*,
        periods.cohort_period,
        case periods.cohort_period
            when 'day' then cast(attempts.entered_local as date)
            -- weeks start on Monday
            when 'week' then cast({{ dbt.date_trunc('week', 'attempts.entered_local') }} as date)
            when 'month' then cast({{ dbt.date_trunc('month', 'attempts.entered_local') }} as date)
        end as cohort_start

    from attempts

    cross join periods

),

ranked as (

    select
        *,
        row_number() over (
            partition by funnel, entity_id, cohort_period, cohort_start
            order by
                steps_reached desc,
                last_reached_at asc,
                entered_at desc,
                {{ org_funnels.byte_order('attempt_id') }} asc
        ) as standing,
        row_number() over (
            partition by funnel, entity_id, cohort_period, cohort_start, is_mature
            order by
                steps_reached desc,
                last_reached_at asc,
                entered_at desc,
                {{ org_funnels.byte_order('attempt_id') }} asc
        ) as standing_by_maturity

    from placed

),

bests as (

    select
        funnel,
        entity_id,
        cohort_period,
        cohort_start,
        attempt_id,
        steps_reached,
        status,
        standing = 1 as is_best,
        is_mature and standing_by_maturity = 1 as is_mature_best

    from ranked

    where standing = 1 or (is_mature and standing_by_maturity = 1)

)

select * from bests
