-- Anonymous ids of so many people that they say nothing of who acted: kiosks, shared test machines.
{{ config(materialized='increment') }}
{{ org_funnels.also_reads('state_unread') }}
with

shared as (

    select anonymous_id
    from {{ ref('int_identities__intervals') }}
    where is_shared

),

links as (

    {{ org_funnels.identity_links('anonymous_id in (select anonymous_id from shared)') }}

),

devices as (

    select
        anonymous_id,
        count(distinct user_id) as user_count,
        min(linked_at) as first_linked_at,
        max(linked_at) as last_linked_at

    from links

    group by anonymous_id

),

events as (

    select
        anonymous_id,
        count(*) as event_count

    from {{ ref('fct_events') }}

    where user_unmatched_reason = 'shared_device'

    group by anonymous_id

),

final as (

    select
        devices.anonymous_id,
        devices.user_count,
        cast(coalesce(events.event_count, 0) as bigint) as unmatched_event_count,
        devices.first_linked_at,
        devices.last_linked_at

    from devices

    left join events
        on devices.anonymous_id = events.anonymous_id

)

select * from final
