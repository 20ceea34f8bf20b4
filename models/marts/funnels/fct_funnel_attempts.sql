-- Every attempt at every funnel, and what became of it by the end of the data.
{{ config(
    materialized='increment',
    unique_key=['funnel', 'attempt_id'],
    meta={
        'scope': org_funnels.in_touched_attempts(of_funnels=true),
        'logs': [org_funnels.attempt_log()],
        'order': 'entered_at',
        'indexes': ['(funnel, attempt_id)', '(entity_id, entered_at)'],
    },
) }}
{{ org_funnels.also_reads('fct_funnel_attempts__touched') }}
with

attempts as (

    select * from {{ ref('int_funnels__attempts') }}
    {{ org_funnels.only_touched('where ' ~ org_funnels.in_touched_attempts(of_funnels=true)) }}

),

sequences as (

    select * from {{ ref('int_funnels__sequences') }}

),

final as (

    select
        attempts.funnel,
        attempts.attempt_id,
        attempts.entity_id,
        attempts.steps_reached,
        attempts.steps_before_exclusion,
        attempts.status,
        sequences.sequence_number,
        attempts.is_mature,
        attempts.entered_at,
        attempts.last_reached_at,
        attempts.finished_at,
        attempts.excluded_at,
        attempts.matures_at

    from attempts

    left join sequences
        on
            attempts.funnel = sequences.funnel
            and attempts.attempt_id = sequences.attempt_id

)

select * from final
