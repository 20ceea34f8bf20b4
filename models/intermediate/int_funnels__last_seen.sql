{#
When each entity did something for the last time, and who last used it: an event that nobody in
particular sent, such as a nightly job's, is no use. Of the kinds of entities that a funnel is about.
#}
{{ config(
    materialized='increment',
    pre_hook="{{ org_funnels.touched_last_seen() }}",
    unique_key=['entity', 'entity_id'],
    meta={
        'scope': '(entity, entity_id) in (select touched_kind, touched_entity from touched)',
        'logs': [{'kind': 'last_seen', 'key': "entity || ' ' || entity_id"}],
        'indexes': ['(entity_id)'],
    },
) }}
{{ org_funnels.also_reads('state_unread') }}
{{ org_funnels.also_reads('fct_events') }}
{{ org_funnels.also_reads('int_plan__funnels') }}
with

events as (

    select * from {{ org_funnels.touched_or_whole(
        'events_of_touched', ref('int_funnels__entity_events')
    ) }}

),

last_times as (

    select
        entity,
        entity_id,
        max(occurred_at) as last_seen_at,
        max(case when user_id is not null then occurred_at end) as last_used_at

    from events

    group by
        entity,
        entity_id

),

-- of simultaneous events the one with the greatest id is the last
last_events as (

    select
        last_times.entity,
        last_times.entity_id,
        last_times.last_seen_at,
        last_times.last_used_at,
        events.event_name,
        events.user_id,
        events.occurred_at = last_times.last_seen_at
        and row_number() over (
            partition by events.entity, events.entity_id, events.occurred_at
            order by {{ org_funnels.byte_order('events.event_id') }} desc
        ) = 1 as is_last_seen,
        events.occurred_at = last_times.last_used_at
        and row_number() over (
            partition by events.entity, events.entity_id, events.occurred_at, events.user_id is null
            order by {{ org_funnels.byte_order('events.event_id') }} desc
        ) = 1 as is_last_used

    from last_times

    inner join events
        on
            last_times.entity = events.entity
            and last_times.entity_id = events.entity_id
            and events.occurred_at in (last_times.last_seen_at, last_times.last_used_at)

),

final as (

    select
        entity,
        entity_id,
        max(case when is_last_seen then event_name end) as last_seen_event_name,
        max(case when is_last_used then user_id end) as last_user_id,
        last_seen_at,
        last_used_at

    from last_events

    group by
        entity,
        entity_id,
        last_seen_at,
        last_used_at

)

select * from final
