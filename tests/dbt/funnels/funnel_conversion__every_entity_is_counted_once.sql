-- Over all time, an entity with an attempt is counted at step 1, or removed. Promise P6.
with

attempts as (

    select
        funnel,
        count(distinct entity_id) as entity_count

    from {{ ref('fct_funnel_attempts') }}

    group by funnel

),

conversion as (

    select
        funnel,
        sum(case when step_number = 1 then entity_count else 0 end)
        + sum(removed_entity_count) as entity_count

    from {{ ref('funnel_conversion') }}

    where cohort_period = 'all' and segment = 'all'

    group by funnel

)

select
    attempts.funnel,
    attempts.entity_count as expected,
    conversion.entity_count as actual

from attempts

full join conversion
    on attempts.funnel = conversion.funnel

where attempts.entity_count is distinct from conversion.entity_count
