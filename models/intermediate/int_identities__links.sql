{#
Who an anonymous id said to be: from identify calls, and from events that carry both ids. The ids
are those after alias calls, so that a person with two old ids is one user here.
#}
with

identify_calls as (

    select anonymous_id, user_id, occurred_at as linked_at
    from {{ ref('int_identities__identifies') }}

),

events as (

    select anonymous_id, user_id, occurred_at as linked_at
    from {{ ref('int_events__dispositions') }}
    where disposition = 'event'

),

user_aliases as (

    select * from {{ ref('int_identities__user_aliases') }}

),

statements as (

    select * from identify_calls

    union all

    select * from events

),

links as (

    select distinct
        statements.anonymous_id,
        coalesce(user_aliases.user_id, statements.user_id) as user_id,
        statements.linked_at

    from statements

    left join user_aliases
        on statements.user_id = user_aliases.previous_id

    where
        statements.anonymous_id is not null
        and statements.user_id is not null
        and statements.linked_at is not null

)

select * from links
