{#
without_touched(sql)

    A query without its only_touched(): the whole one, the same in every run until somebody changes it.

    sql: a compiled query
#}
{% macro without_touched(sql) -%}
    {{ return(modules.re.sub('(?s)/[*]touched\n.*?\ntouched[*]/', '', sql)) }}
{%- endmacro %}
