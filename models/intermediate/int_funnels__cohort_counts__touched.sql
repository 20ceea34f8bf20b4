-- The days on which attempts began that count otherwise now, by kind of cohort period.
{{ config(materialized='view') }}

with

unread as (

    {{ org_funnels.unread_attempt_periods('int_funnels__cohort_counts') }}

),

-- what is logged is of one day
touched as (

    select distinct
        touched_funnel,
        touched_period,
        cast(from_at as date) as touched_date

    from unread

)

select * from touched
