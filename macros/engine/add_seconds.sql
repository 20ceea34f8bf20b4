{#
add_seconds(expression, seconds)

    The timestamp that many seconds later. Null when either is null. Elapsed time: no calendar,
    no daylight saving.

    expression: a timestamp
    seconds: a whole number, or an expression of an integer type
#}
{% macro add_seconds(expression, seconds) -%}
    {{ return(adapter.dispatch('add_seconds', 'org_funnels')(expression, seconds)) }}
{%- endmacro %}

{% macro default__add_seconds(expression, seconds) -%}
    {{ expression }} + {{ seconds }} * interval '1 second'
{%- endmacro %}

{# DuckDB multiplies an interval by 32 bits: 68 years of seconds at most. #}
{% macro duckdb__add_seconds(expression, seconds) -%}
    {{ expression }} + to_seconds({{ seconds }})
{%- endmacro %}
