{#
touched_last_seen()

    A pre-hook of int_funnels__last_seen. Makes, for this transaction:

        touched             touched_kind and touched_entity, of which an event came, changed or went, and
                            from_at, before which none of it did
        events_of_touched   as much of their events as is needed to tell the last: see last_events_of_touched()

    Nothing where the model is not there yet.
#}
{% macro touched_last_seen() -%}
    {%- if execute and load_relation(this) is not none -%}
        {%- set unread = '(select * from ' ~ org_funnels.state_relation('state_unread')
            ~ ' where reader = ' ~ org_funnels.literal(this.identifier) ~ ') as unread' -%}
        {%- do org_funnels.temporary_table('touched',
            '(select entity as touched_kind, entity_id as touched_entity, min(from_at) as from_at from ('
            ~ org_funnels.unread_events(unread) ~ ') as events group by entity, entity_id)') -%}
        {%- set events, funnels = ref('fct_events'), ref('int_plan__funnels') -%}
        {%- set recent = org_funnels.entity_events(
            events, funnels, 'touched',
            'events.occurred_at >= entities.from_at and events.occurred_at >= (select min(from_at) from touched)'
        ) -%}
        {%- do org_funnels.temporary_table('recent_events', '('
            ~ org_funnels.touched_bounds(org_funnels.recent_events_of_touched('(' ~ recent ~ ')', this)) ~ ')') -%}
        {%- do org_funnels.temporary_table('lost_entities', '(' ~ org_funnels.lost_last_events(this, 'recent_events') ~ ')') -%}
        {%- set earlier = org_funnels.entity_events(
            events, funnels, 'lost_entities', 'events.occurred_at < entities.from_at'
        ) -%}
        {%- do org_funnels.temporary_table('events_of_touched', '('
            ~ org_funnels.last_events_of_touched('(' ~ earlier ~ ')', 'recent_events', 'lost_entities') ~ ')') -%}
    {%- endif -%}
{%- endmacro %}
