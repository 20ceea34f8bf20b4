{#
touched_last_seen()

    A pre-hook of int_funnels__last_seen. Makes the temporary table `touched`: touched_kind and
    touched_entity, and since_at, from when on the entity's events are read again. Where all that changed
    is later than what was known to be its last use, nothing before that can be its last event: the rest
    of its history is not read. Nothing where the model is not there yet.
#}
{% macro touched_last_seen() -%}
    {%- if execute and load_relation(this) is not none -%}
        {%- set known = 'coalesce(known.last_used_at, known.last_seen_at)' -%}
        {%- set unread = '(select * from ' ~ org_funnels.state_relation('state_unread')
            ~ ' where reader = ' ~ org_funnels.literal(this.identifier) ~ ') as unread' -%}
        {%- do org_funnels.temporary_table('touched',
            '(select events.entity as touched_kind, events.entity_id as touched_entity, '
            ~ 'case when min(events.from_at) > min(' ~ known ~ ') then min(' ~ known ~ ') '
            ~ 'else ' ~ org_funnels.beginning_of_time() ~ ' end as since_at '
            ~ 'from (' ~ org_funnels.unread_events(unread) ~ ') as events '
            ~ 'left join ' ~ this ~ ' as known '
            ~ 'on events.entity = known.entity and events.entity_id = known.entity_id '
            ~ 'group by events.entity, events.entity_id)') -%}
    {%- endif -%}
{%- endmacro %}
