{#
funnel_condition(step)

    What makes an event match a step or an exclusion: true where it does, else false or null. In a
    where clause, it is what lets an engine skip what it needn't read; elsewhere funnel_predicate().

        {'event': 'a-done'}                  event_name = 'a-done'
        {'where': [{'column' | 'property', 'op', 'value'}]}
                                                    each holds: condition(); `column` is a column of
                                                    the events, `property` a key of the JSON text
                                                    in their column properties
        {'predicate': 'amount > 10'}                any SQL on the events, null counting as false
        several of them                             all hold

    step: a dict with any of these keys
#}
{% macro funnel_condition(step) -%}
    {%- set tests = [] -%}
    {%- if step.get('event') -%}
        {%- do tests.append('event_name = ' ~ org_funnels.literal(step['event'])) -%}
    {%- endif -%}
    {%- for item in step.get('where') or [] -%}
        {%- if item.get('property') -%}
            {%- set text = org_funnels.json_value('properties', item['property']) -%}
        {%- else -%}
            {%- set text = 'cast(' ~ adapter.quote(item['column']) ~ ' as ' ~ dbt.type_string() ~ ')' -%}
        {%- endif -%}
        {%- do tests.append('(' ~ org_funnels.condition(text, item['op'], item.get('value')) ~ ')') -%}
    {%- endfor -%}
    {%- if step.get('predicate') -%}
        {%- do tests.append('(' ~ step['predicate'] ~ ')') -%}
    {%- endif -%}
    {{ return(tests | join(' and ') if tests else 'true') }}
{%- endmacro %}
