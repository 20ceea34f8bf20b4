-- The days on which attempts began that count otherwise now.
{{ config(materialized='view') }}

with

unread as (

    {{ org_funnels.unread_attempts('int_funnels__cohort_counts') }}

),

-- what is logged is of one day
touched as (

    select distinct
        touched_funnel,
        cast(from_at as date) as touched_date

    from unread

)

select * from touched
