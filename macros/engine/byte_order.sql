{#
byte_order(expression)

    The text, to be compared and ordered by its bytes on every engine, whatever the server's locale.

    expression: text
#}
{% macro byte_order(expression) -%}
    {{ return(adapter.dispatch('byte_order', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__byte_order(expression) -%}
    {{ expression }} collate "C"
{%- endmacro %}

{# DuckDB compares text by its bytes unless told otherwise. #}
{% macro duckdb__byte_order(expression) -%}
    {{ expression }}
{%- endmacro %}
