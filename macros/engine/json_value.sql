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

{% macro duckdb__json_value(json, key) -%}
    json_extract_string({{ json }}, {{ dbt.string_literal(dbt.escape_single_quotes('$.' ~ tojson(key))) }})
{%- endmacro %}
