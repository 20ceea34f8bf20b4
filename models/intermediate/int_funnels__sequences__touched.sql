-- The entities whose attempts are put in turn again: one that ends later moves all that follow.
{{ config(materialized='view') }}

with

unread as (

    {{ org_funnels.unread_attempts('int_funnels__sequences') }}

),

touched as (

    select distinct
        touched_funnel,
        touched_entity

    from unread

)

select * from touched
