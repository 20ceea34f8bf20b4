{#
json_value(json, key)

    The text under a key of a JSON object, or null where there is no such key.

    json: an expression of type text that holds a JSON object
    key: text; dots and spaces in it are part of the key
#}
{% macro json_value(json, key) -%}
    {{ return(adapter.dispatch('json_value', 'org_funnels')(json, key)) }}
{%- endmacro %}

{% macro default__json_value(json, key) -%}
    (cast({{ json }} as jsonb) ->> {{ dbt.string_literal(dbt.escape_single_quotes(key)) }})
{%- endmacro %}

{# A JSON pointer: it takes every key, where in a JSON path `*` means all of them and \u is not read. #}
{% macro duckdb__json_value(json, key) -%}
    {%- set pointer = '/' ~ (key | string | replace('~', '~0') | replace('/', '~1')) -%}
    json_extract_string({{ json }}, {{ dbt.string_literal(dbt.escape_single_quotes(pointer)) }})
{%- endmacro %}
