-- The attempt that speaks for each entity over all time. An entity that is removed has none.
{{ config(materialized='view') }}

with

attempts as (

    select * from {{ ref('fct_funnel_attempts') }}

),

chosen as (

    select
        funnel,
        attempt_id

    from {{ ref('int_funnels__cohort_attempts') }}

    where cohort_period = 'all' and is_best

),

final as (

    select attempts.*

    from attempts

    inner join chosen
        on
            attempts.funnel = chosen.funnel
            and attempts.attempt_id = chosen.attempt_id

)

select * from final
