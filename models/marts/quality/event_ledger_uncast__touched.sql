-- The load days of raw tables in which values could not be cast, and others than before.
{{ config(materialized='view', schema='state') }}

with

unread as (

    select * from {{ ref('state_unread') }}
    where reader = 'event_ledger_uncast'

),

touched as (

    select distinct
        key as touched_table,
        cast(from_at as date) as touched_date

    from unread

    where kind = 'source_table'

)

select * from touched
