-- Every user that production knows or has known.
{{ config(materialized='view') }}
with

users as (

    select
        user_id,
        attributes,
        is_internal,
        created_at,
        deleted_at

    from {{ ref('int_production__users') }}

)

select * from users
