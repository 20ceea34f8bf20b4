{#
with_touched(sql)

    A query with its only_touched() opened: of the touched scopes alone.

    sql: a compiled query
#}
{% macro with_touched(sql) -%}
    {{ return(sql | replace('/*touched\n', '') | replace('\ntouched*/', '')) }}
{%- endmacro %}
