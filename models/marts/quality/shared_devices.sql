-- Anonymous ids of so many people that they say nothing of who acted: kiosks, shared test machines.
with

devices as (

    select * from {{ ref('int_identities__devices') }}

),

events as (

    select
        anonymous_id,
        count(*) as event_count

    from {{ ref('fct_events') }}

    where user_unmatched_reason = 'shared_device'

    group by anonymous_id

),

shared as (

    select
        devices.anonymous_id,
        devices.user_count,
        cast(coalesce(events.event_count, 0) as bigint) as unmatched_event_count,
        devices.first_linked_at,
        devices.last_linked_at

    from devices

    left join events
        on devices.anonymous_id = events.anonymous_id

    where devices.is_shared

)

select * from shared
