{#
with_touched(sql)

    A query with its only_touched() opened, and its touched_or_whole() turned: of the touched scopes alone.

    sql: a compiled query
#}
{% macro with_touched(sql) -%}
    {%- set turned = modules.re.sub('(?s)/[*]whole[*]/.*?/[*]or touched\n(.*?)\ntouched[*]/', '\\1', sql) -%}
    {{ return(turned | replace('/*touched\n', '') | replace('\ntouched*/', '')) }}
{%- endmacro %}
