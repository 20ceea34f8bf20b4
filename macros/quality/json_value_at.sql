{#
json_value_at(json, key)

    The text under a key that a column names, or null where there is no such key. json_value() is
    the same for a key that is known when the SQL is written.

        json                     key
        {"browser": "Safari"}    browser   Safari
        {"browser": "Safari"}    country   null
        null                     browser   null

    json: an expression of type text that holds a JSON object of texts
    key: an expression of type text without double quotes in it
#}
{% macro json_value_at(json, key) -%}
    {{ return(adapter.dispatch('json_value_at', 'org_funnels')(json, key)) }}
{%- endmacro %}

{% macro default__json_value_at(json, key) -%}
    (cast({{ json }} as jsonb) ->> {{ key }})
{%- endmacro %}

{% macro duckdb__json_value_at(json, key) -%}
    json_extract_string({{ json }}, '$."' || {{ key }} || '"')
{%- endmacro %}
