-- Over all time, the list has everybody who is counted as stopped at a step, and nobody else.
with

counted as (

    select
        funnel,
        step_number,
        in_progress_entity_count,
        dropped_entity_count,
        excluded_entity_count

    from {{ ref('funnel_conversion') }}

    where cohort_period = 'all' and segment = 'all'

),

listed as (

    select
        funnel,
        last_step_number,
        sum(case when status = 'in_progress' then 1 else 0 end) as in_progress_entity_count,
        sum(case when status = 'dropped' then 1 else 0 end) as dropped_entity_count,
        sum(case when status = 'excluded' then 1 else 0 end) as excluded_entity_count

    from {{ ref('funnel_drop_offs') }}

    group by
        funnel,
        last_step_number

)

select
    coalesce(counted.funnel, listed.funnel) as funnel,
    coalesce(counted.step_number, listed.last_step_number) as step_number

from counted

full join listed
    on
        counted.funnel = listed.funnel
        and counted.step_number = listed.last_step_number

where
    counted.step_number is null
    {%- for status in ['in_progress', 'dropped', 'excluded'] %}
    or counted.{{ status }}_entity_count <> coalesce(listed.{{ status }}_entity_count, 0)
    {%- endfor %}
