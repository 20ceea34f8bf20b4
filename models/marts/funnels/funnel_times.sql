{#
How long it took to reach each step, at the grain of funnel_conversion: a median and a percentile do
not add up, so that they are made here of the entities themselves. The percentile is the nearest
rank: the least time that 90 % of the entities are within.
#}
{{ config(
    materialized='increment',
    meta={'scope': 'exists (select 1 from touched where ' ~ org_funnels.in_touched_cohorts() ~ ')'},
) }}
{{ org_funnels.also_reads('funnel_times__touched') }}
with

conversion as (

    select counts.* from {{ ref('funnel_conversion') }} as counts
    {{ org_funnels.only_touched('inner join touched on ' ~ org_funnels.in_touched_cohorts()) }}

),

steps as (

    select steps.* from {{ ref('int_funnels__cohort_steps') }} as steps
    {{ org_funnels.only_touched('inner join touched on ' ~ org_funnels.in_touched_cohorts()) }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

-- the rows of conversion give a step that nobody reached a row, and no time to any
stacked as (

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        seconds_from_start,
        seconds_from_previous

    from steps

    where is_best

    union all

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        null as seconds_from_start,
        null as seconds_from_previous

    from conversion

),

ranked as (

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        count(seconds_from_start) as entity_count,
        percentile_disc(0.5) within group (order by seconds_from_start asc)
            as seconds_from_start_lower_middle,
        percentile_disc(0.5) within group (order by seconds_from_start desc)
            as seconds_from_start_upper_middle,
        percentile_disc(0.9) within group (order by seconds_from_start asc)
            as seconds_from_start_p90,
        percentile_disc(0.5) within group (order by seconds_from_previous asc)
            as seconds_from_previous_lower_middle,
        percentile_disc(0.5) within group (order by seconds_from_previous desc)
            as seconds_from_previous_upper_middle,
        percentile_disc(0.9) within group (order by seconds_from_previous asc)
            as seconds_from_previous_p90

    from stacked

    group by
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number

),

final as (

    select
        ranked.funnel,
        ranked.cohort_period,
        ranked.cohort_start,
        ranked.segment,
        ranked.segment_value,
        ranked.step_number,
        planned.step_name,
        cast(ranked.entity_count as bigint) as entity_count,
        -- half of a microsecond is a seventh decimal
        cast(
            (
                cast(ranked.seconds_from_start_lower_middle as numeric(20, 7))
                + cast(ranked.seconds_from_start_upper_middle as numeric(20, 7))
            ) * 0.5 as numeric(20, 7)
        ) as seconds_from_start_median,
        cast(ranked.seconds_from_start_p90 as numeric(18, 6)) as seconds_from_start_p90,
        cast(
            (
                cast(ranked.seconds_from_previous_lower_middle as numeric(20, 7))
                + cast(ranked.seconds_from_previous_upper_middle as numeric(20, 7))
            ) * 0.5 as numeric(20, 7)
        ) as seconds_from_previous_median,
        cast(ranked.seconds_from_previous_p90 as numeric(18, 6)) as seconds_from_previous_p90

    from ranked

    inner join planned
        on
            ranked.funnel = planned.funnel
            and ranked.step_number = planned.step_number

)

select * from final
