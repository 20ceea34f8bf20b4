-- The load days of raw tables in which something was counted anew, or came to another end.
{{ config(materialized='view', schema='state') }}

with

unread as (

    select * from {{ ref('state_unread') }}
    where reader = 'event_ledger'

),

touched as (

    select distinct
        key as touched_table,
        cast(from_at as date) as touched_date

    from unread

    where kind = 'source_table'

)

select * from touched
