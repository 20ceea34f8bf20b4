{#
entity_events(events, funnels, touched, condition)

    The query of the events of each kind of entity that a funnel is about: entity, entity_id, event_id,
    event_name, user_id and occurred_at. Internal ones are left out as in the funnels. One query a kind,
    each joined by itself: PostgreSQL takes no join into a union, and so no index.

    events: a relation as fct_events
    funnels: a relation as int_plan__funnels
    touched: none: of all entities; or a relation, of whose touched_kind and touched_entity a pair is in
    one row only
    condition: SQL on `events` and `entities`, which are the events and the touched
#}
{% macro entity_events(events, funnels, touched=none, condition='true') -%}
    {%- for entity in ['org', 'user', 'visitor'] %}
    select
        '{{ entity }}' as entity,
        events.{{ entity }}_id as entity_id,
        events.event_id,
        events.event_name,
        events.user_id,
        events.occurred_at
    from {{ events }} as events
    {%- if touched is not none %}
    inner join {{ touched }} as entities
        on
            entities.touched_kind = '{{ entity }}'
            and events.{{ entity }}_id = entities.touched_entity
            and {{ condition }}
    {%- endif %}
    where
        events.{{ entity }}_id is not null
        and '{{ entity }}' in (select entity from {{ funnels }})
        {%- if not var('include_internal') %}
        and not events.is_internal
        {%- endif %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
