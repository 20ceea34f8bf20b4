{#
How many entities reached each step, by cohort period and segment. Counts and sums only, so that
rows of one period add up; a rate is made where it is shown.
#}
with

bests as (

    select * from {{ ref('int_funnels__cohort_bests') }}

),

segments as (

    select * from {{ ref('int_funnels__attempt_segments') }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

reached as (

    select * from {{ ref('fct_funnel_steps') }}

),

-- every step of the funnel for every attempt that counts, so that a step nobody reached is a 0
judged as (

    select
        bests.funnel,
        bests.cohort_period,
        bests.cohort_start,
        segments.segment,
        segments.segment_value,
        planned.step_number,
        planned.step_name,
        bests.is_best,
        bests.is_mature_best,
        bests.steps_reached >= planned.step_number as has_reached,
        bests.status = 'in_progress'
        and bests.steps_reached = planned.step_number as is_in_progress,
        reached.seconds_from_start,
        reached.seconds_from_previous

    from bests

    inner join segments
        on
            bests.funnel = segments.funnel
            and bests.attempt_id = segments.attempt_id

    inner join planned
        on bests.funnel = planned.funnel

    left join reached
        on
            bests.funnel = reached.funnel
            and bests.attempt_id = reached.attempt_id
            and planned.step_number = reached.step_number

),

conversion as (

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        step_name,
        cast(sum(case when is_best and has_reached then 1 else 0 end) as bigint) as entity_count,
        cast(
            sum(case when is_mature_best and has_reached then 1 else 0 end) as bigint
        ) as mature_entity_count,
        cast(
            sum(case when is_best and is_in_progress then 1 else 0 end) as bigint
        ) as in_progress_entity_count,
        cast(
            coalesce(sum(case when is_best then seconds_from_start end), 0) as numeric(28, 6)
        ) as seconds_from_start_sum,
        cast(
            coalesce(sum(case when is_best then seconds_from_previous end), 0) as numeric(28, 6)
        ) as seconds_from_previous_sum

    from judged

    group by
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        step_name

)

select * from conversion
