{#
last_events_of_touched(events, recent, lost)

    The query of as many events of the touched entities as tell which is the last, and which the last use.

    events: a relation as int_funnels__entity_events, with the rows of the entities in question at least
    recent: a relation with the rows of recent_events_of_touched()
    lost: a relation with the rows of lost_last_events()
#}
{% macro last_events_of_touched(events, recent, lost) -%}
    select * from {{ recent }}

    union all

    select
        events.entity,
        events.entity_id,
        events.event_id,
        events.event_name,
        events.user_id,
        events.occurred_at
    from {{ events }} as events
    inner join {{ lost }} as lost
        on
            events.entity = lost.touched_kind
            and events.entity_id = lost.touched_entity
            and events.occurred_at < lost.from_at
{%- endmacro %}
