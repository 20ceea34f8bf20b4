-- The cohort periods in which an attempt changed.
{{ config(materialized='view', schema='state') }}

with

cohorts as (

    {{ org_funnels.unread_cohorts('funnel_times') }}

),

touched as (

    select distinct
        touched_funnel,
        touched_period,
        touched_start

    from cohorts

)

select * from touched
