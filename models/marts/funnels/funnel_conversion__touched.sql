-- The cohort periods in which something is counted otherwise now.
{{ config(materialized='view', schema='state') }}

with

unread as (

    select * from {{ ref('state_unread') }}
    where reader = 'funnel_conversion'

),

touched as (

    select distinct key as touched_cohort from unread
    where kind = 'cohort'

)

select * from touched
