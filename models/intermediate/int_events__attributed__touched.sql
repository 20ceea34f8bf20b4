{#
The events to be attributed again, and when they happened: new ones, and those of every id and name of
which something else is known now. More than need be is allowed, fewer is not: for each relation that
int_events__attributed reads there is a way from what changed in it to the events.
#}
{{ config(materialized='view') }}

with

unread as (

    select * from {{ ref('state_unread') }}
    where reader = 'int_events__attributed'

),

user_aliases as (

    select * from {{ ref('int_identities__user_aliases') }}

),

intervals as (

    select * from {{ ref('int_identities__intervals') }}

),

group_intervals as (

    select * from {{ ref('int_identities__group_intervals') }}

),

sole_orgs as (

    select * from {{ ref('int_users__sole_orgs') }}

),

lookup as (

    select * from {{ ref('int_orgs__lookup') }}

),

-- an org that became internal, or no longer is, by all of its names
org_ids as (

    select key as org_id from unread
    where kind = 'org'

),

org_keys as (

    select key as org_key from unread
    where upstream = 'int_orgs__lookup'

    union

    select {{ org_funnels.org_key('lookup.lookup_key') }} as org_key
    from lookup

    inner join org_ids
        on lookup.org_id = org_ids.org_id

),

-- those who are users after alias calls, and what an event that doesn't say its org takes from them
user_ids as (

    select key as user_id from unread
    where
        upstream in (
            'int_production__users', 'int_identities__group_intervals', 'int_users__sole_orgs'
        )

    union

    select group_intervals.user_id
    from group_intervals

    inner join org_keys
        on {{ org_funnels.org_key('group_intervals.group_id') }} = org_keys.org_key

    union

    select sole_orgs.user_id
    from sole_orgs

    inner join org_ids
        on sole_orgs.org_id = org_ids.org_id

),

sent_user_ids as (

    select key as user_id from unread
    where upstream = 'int_identities__user_aliases'

    union

    select user_id from user_ids

    union

    select user_aliases.previous_id as user_id
    from user_aliases

    inner join user_ids
        on user_aliases.user_id = user_ids.user_id

),

anonymous_ids as (

    select key as anonymous_id from unread
    where upstream = 'int_identities__intervals'

    union

    select intervals.anonymous_id
    from intervals

    inner join user_ids
        on intervals.user_id = user_ids.user_id

),

-- read anew for each way: of a CTE that is read so often an engine makes a copy
touched as (

    -- an earlier version of the package logged no time: it may be any
    select
        key as event_id,
        coalesce(from_at, {{ org_funnels.beginning_of_time() }}) as from_at,
        coalesce(to_at, {{ org_funnels.end_of_time() }}) as to_at
    from unread
    where kind = 'event'

    union

    select
        events.event_id,
        events.occurred_at as from_at,
        events.occurred_at as to_at
    from {{ ref('int_events__dispositions') }} as events

    inner join anonymous_ids
        on events.anonymous_id = anonymous_ids.anonymous_id

    where
        events.disposition = 'event'
        and events.user_id is null

    union

    select
        events.event_id,
        events.occurred_at as from_at,
        events.occurred_at as to_at
    from {{ ref('int_events__dispositions') }} as events

    inner join sent_user_ids
        on events.user_id = sent_user_ids.user_id

    where events.disposition = 'event'

    union

    select
        events.event_id,
        events.occurred_at as from_at,
        events.occurred_at as to_at
    from {{ ref('int_events__dispositions') }} as events

    inner join unread
        on
            unread.upstream = 'int_repos__lookup'
            and events.repo = unread.key

    where events.disposition = 'event'
    {% for number in range(1, 5) %}
    union

    select
        events.event_id,
        events.occurred_at as from_at,
        events.occurred_at as to_at
    from {{ ref('int_events__dispositions') }} as events

    inner join org_keys
        on {{ org_funnels.org_key('events.org_value_' ~ number) }} = org_keys.org_key

    where events.disposition = 'event'
    {% endfor %}
)

select * from touched
