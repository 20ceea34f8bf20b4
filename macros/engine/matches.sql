{#
matches(expression, pattern)

    True when the text has a part that the regular expression matches. Null for null.

    expression: text
    pattern: a regular expression in the syntax that POSIX and RE2 share; anchor it for a full match
#}
{% macro matches(expression, pattern) -%}
    {{ return(adapter.dispatch('matches', 'org_funnels')(expression, pattern)) }}
{%- endmacro %}

{% macro default__matches(expression, pattern) -%}
    {{ expression }} ~ '{{ pattern }}'
{%- endmacro %}

{% macro duckdb__matches(expression, pattern) -%}
    regexp_matches({{ expression }}, '{{ pattern }}')
{%- endmacro %}
