-- The attempt that speaks for each entity over all time. An entity that is removed has none. A view
-- without a CTE, as fct_events.
{{ config(materialized='view') }}

select attempts.*

from {{ ref('fct_funnel_attempts') }} as attempts

inner join {{ ref('int_funnels__cohort_attempts') }} as chosen
    on
        attempts.funnel = chosen.funnel
        and attempts.attempt_id = chosen.attempt_id

where chosen.cohort_period = 'all' and chosen.is_best
