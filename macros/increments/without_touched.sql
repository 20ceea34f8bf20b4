{#
without_touched(sql)

    A query without its only_touched() and touched_or_whole(): the whole one, the same in every run until
    somebody changes it.

    sql: a compiled query
#}
{% macro without_touched(sql) -%}
    {%- set whole = modules.re.sub('(?s)/[*]whole[*]/ (.*?) /[*]or touched\n.*?\ntouched[*]/', '\\1', sql) -%}
    {{ return(modules.re.sub('(?s)/[*]touched\n.*?\ntouched[*]/', '', whole)) }}
{%- endmacro %}
