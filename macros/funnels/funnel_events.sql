{#
funnel_events(entity, steps)

    What can reach a step of a funnel, events and production records alike: event_id, entity_id,
    user_id, occurred_at and one flag a step, is_step_1 and so on. Internal orgs and users are left
    out unless var('include_internal'); what has no entity is left out.

    entity: org | user | visitor
    steps: [{'name', 'event' or 'production', 'where': [{'column' | 'property', 'op', 'value'}]}],
        in order
#}
{% macro funnel_events(entity, steps) -%}
    {%- set entity_columns = {'org': 'org_id', 'user': 'user_id', 'visitor': 'visitor_id'} -%}
    {%- if entity not in entity_columns -%}
        {{ exceptions.raise_compiler_error(
            "funnel_events: entity is " ~ entity ~ ", and must be org, user or visitor. It comes from a funnel in "
            ~ "tracking_plan/funnels.yml."
        ) }}
    {%- endif -%}
    {%- set event_names = steps | selectattr('event', 'defined') | map(attribute='event') | unique | list -%}
    {%- set records = steps | selectattr('production', 'defined') | map(attribute='production') | unique | list -%}
    {%- set selects = [] -%}
    {%- if event_names -%}
        {%- do selects.append(org_funnels.funnel_step_rows(
            {'relation': ref('fct_events'), 'id': 'event_id', 'entity': entity_columns[entity], 'user': 'user_id',
             'at': 'occurred_at', 'event_names': event_names},
            steps, 'event', event_names
        )) -%}
    {%- endif -%}
    {%- for name in records -%}
        {%- do selects.append(org_funnels.funnel_step_rows(
            org_funnels.funnel_record(name, entity), steps, 'production', [name]
        )) -%}
    {%- endfor -%}
    {{ selects | join('\n\nunion all\n\n') }}
{%- endmacro %}
