{#
When each entity of a funnel did something for the last time, and who last used it: an event that
nobody in particular sent, such as a nightly job's, is no use.
#}
with

attempts as (

    select * from {{ ref('int_funnels__attempts') }}

),

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

events as (

    select * from {{ ref('int_funnels__entity_events') }}

),

entities as (

    select distinct
        funnels.entity,
        attempts.entity_id

    from attempts

    inner join funnels
        on attempts.funnel = funnels.funnel

),

last_times as (

    select
        entities.entity,
        entities.entity_id,
        max(events.occurred_at) as last_seen_at,
        max(case when events.user_id is not null then events.occurred_at end) as last_used_at

    from entities

    inner join events
        on
            entities.entity = events.entity
            and entities.entity_id = events.entity_id

    group by
        entities.entity,
        entities.entity_id

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
