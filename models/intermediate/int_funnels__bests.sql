{#
The attempt that speaks for each entity over all time. An entity that is removed has none. A view
without a CTE, as fct_events. Whose it is and when it began are said by int_funnels__cohort_attempts,
which has an index on them of these attempts alone.
#}
{{ config(materialized='view') }}

select
    attempts.funnel,
    attempts.attempt_id,
    chosen.entity_id,
    attempts.steps_reached,
    attempts.steps_before_exclusion,
    attempts.status,
    attempts.sequence_number,
    attempts.is_mature,
    chosen.entered_at,
    attempts.last_reached_at,
    attempts.finished_at,
    attempts.excluded_at,
    attempts.matures_at

from {{ ref('fct_funnel_attempts') }} as attempts

inner join {{ ref('int_funnels__cohort_attempts') }} as chosen
    on
        attempts.funnel = chosen.funnel
        and attempts.attempt_id = chosen.attempt_id

where chosen.cohort_period = 'all' and chosen.is_best
