-- The cohort periods of entities in which an attempt changed.
{{ config(materialized='view') }}

with

cohorts as (

    {{ org_funnels.unread_cohorts('int_funnels__cohort_attempts') }}

),

-- a day begins up to 14 hours earlier elsewhere than in UTC
touched as (

    select
        *,
        case
            when touched_period <> 'all'
                then {{ org_funnels.add_seconds('cast(touched_start as timestamp)', -86400) }}
        end as from_at

    from cohorts

)

select * from touched
