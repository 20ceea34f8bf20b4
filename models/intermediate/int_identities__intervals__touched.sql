-- The anonymous ids that something new was said of.
{{ config(materialized='view') }}

with

unread as (

    select * from {{ ref('state_unread') }}
    where reader = 'int_identities__intervals'

),

-- an id became another, or no longer does
renamed as (

    select key as user_id from unread
    where upstream = 'int_identities__user_aliases'

),

touched as (

    select key as anonymous_id from unread
    where kind = 'anonymous'

    union

    select statements.anonymous_id
    from {{ ref('int_identities__statements') }} as statements

    inner join renamed
        on statements.user_id = renamed.user_id

    union

    select events.anonymous_id
    from {{ ref('int_events__dispositions') }} as events

    inner join renamed
        on events.user_id = renamed.user_id

    where events.anonymous_id is not null

)

select * from touched
