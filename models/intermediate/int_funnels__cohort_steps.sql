{#
The steps that the counted attempts reached, once a cohort period and segment: what funnel_conversion
adds up and funnel_times ranks. A view: it would be the largest table of all, and two models read it
once each. Without a CTE, as fct_events.
#}
{{ config(materialized='view') }}

select
    attempts.funnel,
    attempts.cohort_period,
    attempts.cohort_start,
    segments.segment,
    segments.segment_value,
    attempts.attempt_id,
    attempts.entered_at,
    steps.step_number,
    case when steps.step_number = attempts.steps_reached then attempts.status end as status,
    attempts.is_best,
    attempts.is_mature_best,
    attempts.is_removed,
    attempts.is_in_sequence,
    attempts.is_mature,
    steps.seconds_from_start,
    steps.seconds_from_previous

from {{ ref('int_funnels__cohort_attempts') }} as attempts

inner join {{ ref('int_funnels__attempt_segments') }} as segments
    on
        attempts.funnel = segments.funnel
        and attempts.attempt_id = segments.attempt_id

inner join {{ ref('fct_funnel_steps') }} as steps
    on
        attempts.funnel = steps.funnel
        and attempts.attempt_id = steps.attempt_id
