-- Every step that every attempt reached, when, by which event and by whom.
{{ config(
    materialized='increment',
    unique_key=['funnel', 'attempt_id', 'step_number'],
    meta={
        'scope': org_funnels.in_touched_attempts(of_funnels=true),
        'logs': [org_funnels.attempt_log()],
        'order': 'entered_at',
        'indexes': ['(funnel, attempt_id, step_number)', '(entity_id, entered_at)'],
    },
) }}
{{ org_funnels.also_reads('fct_funnel_steps__touched') }}
with

reached_steps as (

    select * from {{ ref('int_funnels__reached_steps') }}
    {{ org_funnels.only_touched('where ' ~ org_funnels.in_touched_attempts(of_funnels=true)) }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

timed as (

    select
        *,
        lag(reached_at) over (
            partition by funnel, attempt_id order by step_number
        ) as previous_reached_at

    from reached_steps

),

final as (

    select
        timed.funnel,
        timed.attempt_id,
        timed.step_number,
        planned.declared_name as step_name,
        timed.entity_id,
        timed.event_id,
        timed.user_id,
        timed.entered_at,
        timed.reached_at,
        {{ org_funnels.seconds_between('timed.entered_at', 'timed.reached_at') }}
            as seconds_from_start,
        {{ org_funnels.seconds_between('timed.previous_reached_at', 'timed.reached_at') }}
            as seconds_from_previous

    from timed

    left join planned
        on
            timed.funnel = planned.funnel
            and timed.declared_number = planned.step_number

)

select * from final
