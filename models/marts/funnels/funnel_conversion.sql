{#
How many entities reached each step, by cohort period and segment. Counts and sums only, so that
rows of one period add up; a rate is made where it is shown.
#}
with

steps as (

    select * from {{ ref('int_funnels__cohort_steps') }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

counted as (

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        sum(case when is_best then 1 else 0 end) as entity_count,
        sum(case when is_mature_best then 1 else 0 end) as mature_entity_count,
        sum(case when is_best and status = 'in_progress' then 1 else 0 end)
            as in_progress_entity_count,
        sum(case when is_best and status = 'dropped' then 1 else 0 end) as dropped_entity_count,
        sum(case when is_best and status = 'excluded' then 1 else 0 end) as excluded_entity_count,
        sum(case when is_removed and status = 'excluded' then 1 else 0 end) as removed_entity_count,
        sum(case when is_in_sequence then 1 else 0 end) as attempt_count,
        sum(case when is_in_sequence and is_mature then 1 else 0 end) as mature_attempt_count,
        sum(case when is_best then seconds_from_start else 0 end) as seconds_from_start_sum,
        sum(case when is_best then seconds_from_previous else 0 end) as seconds_from_previous_sum

    from steps

    group by
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number

),

-- every attempt reached step 1: where that is, a step that nobody reached is a 0
not_reached as (

    select
        counted.funnel,
        counted.cohort_period,
        counted.cohort_start,
        counted.segment,
        counted.segment_value,
        planned.step_number,
        0 as entity_count,
        0 as mature_entity_count,
        0 as in_progress_entity_count,
        0 as dropped_entity_count,
        0 as excluded_entity_count,
        0 as removed_entity_count,
        0 as attempt_count,
        0 as mature_attempt_count,
        0 as seconds_from_start_sum,
        0 as seconds_from_previous_sum

    from counted

    inner join planned
        on counted.funnel = planned.funnel

    where counted.step_number = 1

),

stacked as (

    select * from counted

    union all

    select * from not_reached

),

final as (

    select
        stacked.funnel,
        stacked.cohort_period,
        stacked.cohort_start,
        stacked.segment,
        stacked.segment_value,
        stacked.step_number,
        planned.step_name,
        cast(sum(stacked.entity_count) as bigint) as entity_count,
        cast(sum(stacked.mature_entity_count) as bigint) as mature_entity_count,
        cast(sum(stacked.in_progress_entity_count) as bigint) as in_progress_entity_count,
        cast(sum(stacked.dropped_entity_count) as bigint) as dropped_entity_count,
        cast(sum(stacked.excluded_entity_count) as bigint) as excluded_entity_count,
        cast(sum(stacked.removed_entity_count) as bigint) as removed_entity_count,
        cast(sum(stacked.attempt_count) as bigint) as attempt_count,
        cast(sum(stacked.mature_attempt_count) as bigint) as mature_attempt_count,
        cast(sum(stacked.seconds_from_start_sum) as numeric(28, 6)) as seconds_from_start_sum,
        cast(sum(stacked.seconds_from_previous_sum) as numeric(28, 6)) as seconds_from_previous_sum

    from stacked

    inner join planned
        on
            stacked.funnel = planned.funnel
            and stacked.step_number = planned.step_number

    group by
        stacked.funnel,
        stacked.cohort_period,
        stacked.cohort_start,
        stacked.segment,
        stacked.segment_value,
        stacked.step_number,
        planned.step_name

)

select * from final
