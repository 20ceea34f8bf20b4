{#
How many entities reached each step, by cohort period and segment. Counts and sums only, so that
rows of one period add up; a rate is made where it is shown.
#}
{%- set in_touched = org_funnels.cohort_key() ~ ' in (select touched_cohort from touched)' -%}
{{ config(
    materialized='increment',
    meta={'scope': in_touched, 'logs': [{'kind': 'cohort', 'key': org_funnels.cohort_key()}]},
) }}
{{ org_funnels.also_reads('funnel_conversion__touched') }}
with

counted as (

    select * from {{ ref('int_funnels__cohort_counts') }}
    {{ org_funnels.only_touched('where ' ~ in_touched) }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

-- every attempt reached step 1: where that is, a step that nobody reached is a 0
not_reached as (

    select distinct
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

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        entity_count,
        mature_entity_count,
        in_progress_entity_count,
        dropped_entity_count,
        excluded_entity_count,
        removed_entity_count,
        attempt_count,
        mature_attempt_count,
        seconds_from_start_sum,
        seconds_from_previous_sum

    from counted

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
