{#
recent_events_of_touched(events, known)

    The query of the touched entities' events from from_at on, and of what was known to be the last before
    it, in place of their history: what happened before from_at has not changed. An event that is known
    has no id here, nor a name where it is the last use only.

    events: a relation as int_funnels__entity_events, with the rows of the entities in question at least
    known: a relation as int_funnels__last_seen
#}
{% macro recent_events_of_touched(events, known) -%}
    select
        events.entity,
        events.entity_id,
        events.event_id,
        events.event_name,
        events.user_id,
        events.occurred_at
    from {{ events }} as events
    inner join touched
        on
            events.entity = touched.touched_kind
            and events.entity_id = touched.touched_entity
            and events.occurred_at >= touched.from_at
    where events.occurred_at >= (select min(from_at) from touched)

    union all

    select
        known.entity,
        known.entity_id,
        '' as event_id,
        known.last_seen_event_name as event_name,
        case when known.last_used_at = known.last_seen_at then known.last_user_id end as user_id,
        known.last_seen_at as occurred_at
    from {{ known }} as known
    inner join touched
        on
            known.entity = touched.touched_kind
            and known.entity_id = touched.touched_entity
            and known.last_seen_at < touched.from_at

    union all

    select
        known.entity,
        known.entity_id,
        '' as event_id,
        null as event_name,
        known.last_user_id as user_id,
        known.last_used_at as occurred_at
    from {{ known }} as known
    inner join touched
        on
            known.entity = touched.touched_kind
            and known.entity_id = touched.touched_entity
            and known.last_used_at < touched.from_at
    where known.last_used_at < known.last_seen_at
{%- endmacro %}
