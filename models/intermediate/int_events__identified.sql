{#
Who did it. An event with a user keeps it, after alias calls; an anonymous event belongs to who the
anonymous id was at that time.
#}
with

events as (

    select * from {{ ref('int_events__dispositions') }}
    where disposition = 'event'

),

user_aliases as (

    select * from {{ ref('int_identities__user_aliases') }}

),

intervals as (

    select * from {{ ref('int_identities__intervals') }}

),

devices as (

    select * from {{ ref('int_identities__devices') }}

),

users as (

    select * from {{ ref('int_production__users') }}

),

identified as (

    select
        events.*,
        coalesce(user_aliases.user_id, events.user_id, intervals.user_id) as stitched_user_id,
        coalesce(devices.is_shared, false) as is_shared_device

    from events

    left join user_aliases
        on events.user_id = user_aliases.previous_id

    left join intervals
        on
            events.anonymous_id = intervals.anonymous_id
            and events.user_id is null
            and events.occurred_at >= intervals.valid_from
            and events.occurred_at < intervals.valid_to

    left join devices
        on events.anonymous_id = devices.anonymous_id

),

judged as (

    select
        identified.source,
        identified.source_table,
        identified.event_name,
        identified.feature,
        identified.action,
        identified.event_id,
        identified.anonymous_id,
        identified.user_id as sent_user_id,
        identified.stitched_user_id as user_id,
        case
            when identified.stitched_user_id is not null then 'user:' || identified.stitched_user_id
            else 'anonymous:' || identified.anonymous_id
        end as visitor_id,
        case
            when users.user_id is not null then null
            when identified.stitched_user_id is not null then 'unknown_user'
            when identified.anonymous_id is null then 'no_id'
            when identified.is_shared_device then 'shared_device'
            else 'anonymous'
        end as user_unmatched_reason,
        coalesce(users.is_internal, false) as is_internal_user,
        {% for number in range(1, 5) -%}
        identified.org_by_{{ number }},
        identified.org_value_{{ number }},
        {% endfor -%}
        identified.repo,
        identified.view,
        identified.received_at,
        identified.loaded_at,
        identified.occurred_at,
        identified.treatments,
        identified.properties

    from identified

    left join users
        on identified.stitched_user_id = users.user_id

)

select * from judged
