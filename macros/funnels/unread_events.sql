{#
unread_events(unread)

    Which events of which entities have come, changed or gone, from what a model has yet to read: entity,
    entity_id, event_name, and from_at and to_at, between which they happened, both included.

    unread: a relation of changes, as state_unread has them
#}
{% macro unread_events(unread) -%}
    select
        replace(kind, '_event', '') as entity,
        substring(key from position(' ' in key) + 1) as entity_id,
        substring(key from 1 for position(' ' in key) - 1) as event_name,
        from_at,
        to_at

    from {{ unread }}

    where kind in ('org_event', 'user_event', 'visitor_event')
{%- endmacro %}
