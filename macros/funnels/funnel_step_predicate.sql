{#
funnel_step_predicate(step)

    What makes an event, or a production record, reach a step: true or false, never null.

    step: {'where': [{'column' | 'property', 'op', 'value'}], 'event': event name, for events}
#}
{% macro funnel_step_predicate(step) -%}
    {%- set tests = [] -%}
    {%- if step.get('event') -%}
        {%- do tests.append('event_name = ' ~ org_funnels.literal(step['event'])) -%}
    {%- endif -%}
    {%- for item in step.get('where', []) -%}
        {%- if item.get('property') -%}
            {%- set text = org_funnels.json_value('properties', item['property']) -%}
        {%- else -%}
            {%- set text = 'cast(' ~ adapter.quote(item['column']) ~ ' as ' ~ dbt.type_string() ~ ')' -%}
        {%- endif -%}
        {%- do tests.append('(' ~ org_funnels.condition(text, item['op'], item.get('value')) ~ ')') -%}
    {%- endfor -%}
    coalesce({{ tests | join(' and ') if tests else 'true' }}, false)
{%- endmacro %}
