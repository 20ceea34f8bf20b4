{#
What funnel_conversion adds up, by the day (UTC) on which the attempts began: a new attempt changes the
counts of its day, and not those of a month or of all time that are added up from them.
#}
{{ config(
    materialized='increment',
    meta={
        'scope': '(funnel, cohort_period, entered_date) in '
        '(select touched_funnel, touched_period, touched_date from touched)',
        'logs': [{'kind': 'cohort', 'key': org_funnels.cohort_key()}],
        'indexes': ['(funnel, entered_date)'],
    },
) }}
{{ org_funnels.also_reads('int_funnels__cohort_counts__touched') }}
with

steps as (

    select steps.* from {{ ref('int_funnels__cohort_steps') }} as steps
    {{ org_funnels.only_touched(
        'inner join touched on funnel = touched_funnel and cohort_period = touched_period '
        'and cast(entered_at as date) = touched_date'
    ) }}

),

counted as (

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        cast(entered_at as date) as entered_date,
        cast(sum(case when is_best then 1 else 0 end) as bigint) as entity_count,
        cast(
            sum(case when is_mature_best then 1 else 0 end) as bigint
        ) as mature_entity_count,
        cast(
            sum(case when is_best and status = 'in_progress' then 1 else 0 end) as bigint
        ) as in_progress_entity_count,
        cast(
            sum(case when is_best and status = 'dropped' then 1 else 0 end) as bigint
        ) as dropped_entity_count,
        cast(
            sum(case when is_best and status = 'excluded' then 1 else 0 end) as bigint
        ) as excluded_entity_count,
        cast(
            sum(case when is_removed and status = 'excluded' then 1 else 0 end) as bigint
        ) as removed_entity_count,
        cast(sum(case when is_in_sequence then 1 else 0 end) as bigint) as attempt_count,
        cast(
            sum(case when is_in_sequence and is_mature then 1 else 0 end) as bigint
        ) as mature_attempt_count,
        cast(
            sum(case when is_best then seconds_from_start else 0 end) as numeric(28, 6)
        ) as seconds_from_start_sum,
        -- the first step has none before it
        cast(
            coalesce(sum(case when is_best then seconds_from_previous end), 0) as numeric(28, 6)
        ) as seconds_from_previous_sum

    from steps

    group by
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        cast(entered_at as date)

)

select * from counted
