{#
funnel_records(entity, matchers)

    The relations that the steps and exclusions of a funnel read: [{'production': the record's name,
    or none for events, 'relation', 'id', 'entity', 'user', 'at'}], each once, events first.

    entity: org | user | visitor
    matchers: the steps and exclusions, as in funnel_events()
#}
{% macro funnel_records(entity, matchers) -%}
    {%- set entity_columns = {'org': 'org_id', 'user': 'user_id', 'visitor': 'visitor_id'} -%}
    {%- if entity not in entity_columns -%}
        {{ exceptions.raise_compiler_error(
            "funnel_events: entity is " ~ entity ~ ", and must be org, user or visitor. It comes from a funnel in "
            ~ "tracking_plan/funnels.yml."
        ) }}
    {%- endif -%}
    {%- set records = [] -%}
    {%- set names = [] -%}
    {%- for matcher in matchers -%}
        {%- do names.append(matcher.get('production') or '') -%}
    {%- endfor -%}
    {%- for name in names | unique -%}
        {%- if name -%}
            {%- do records.append(dict(org_funnels.funnel_record(name, entity), production=name)) -%}
        {%- else -%}
            {%- do records.insert(0, {
                'production': none, 'relation': ref('fct_events'), 'id': 'event_id', 'entity': entity_columns[entity],
                'user': 'user_id', 'at': 'occurred_at',
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(records) }}
{%- endmacro %}
