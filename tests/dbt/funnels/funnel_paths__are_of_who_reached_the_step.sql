-- Everybody who reached a step but the last has one path from there, and took as long to the next.
with

conversion as (

    select
        funnel,
        step_number,
        entity_count,
        lead(entity_count) over (partition by funnel order by step_number) as next_entity_count,
        lead(seconds_from_previous_sum) over (
            partition by funnel order by step_number
        ) as next_seconds_sum

    from {{ ref('funnel_conversion') }}

    where cohort_period = 'all' and segment = 'all'

),

expected as (

    select * from conversion

    where next_entity_count is not null and entity_count > 0

),

paths as (

    select
        funnel,
        from_step_number,
        sum(entity_count) as entity_count,
        sum(case when outcome = 'reached' then entity_count else 0 end) as next_entity_count,
        sum(seconds_sum) as next_seconds_sum

    from {{ ref('funnel_paths') }}

    group by
        funnel,
        from_step_number

)

select
    coalesce(expected.funnel, paths.funnel) as funnel,
    coalesce(expected.step_number, paths.from_step_number) as step_number

from expected

full join paths
    on
        expected.funnel = paths.funnel
        and expected.step_number = paths.from_step_number

where
    expected.entity_count is distinct from paths.entity_count
    or expected.next_entity_count is distinct from paths.next_entity_count
    or expected.next_seconds_sum is distinct from paths.next_seconds_sum
