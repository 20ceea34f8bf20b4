{#
timestamp_text(expression)

    A UTC timestamp as ISO 8601 text with microseconds: 2026-03-01T07:00:00.000000Z. Null stays
    null.

    expression: a timestamp without zone, in UTC
#}
{% macro timestamp_text(expression) -%}
    {{ return(adapter.dispatch('timestamp_text', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__timestamp_text(expression) -%}
    to_char({{ expression }}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
{%- endmacro %}

{% macro duckdb__timestamp_text(expression) -%}
    strftime({{ expression }}, '%Y-%m-%dT%H:%M:%S.%fZ')
{%- endmacro %}
