{#
json_object_agg(key, value)

    An aggregate: a JSON object as text from rows of keys and values, its keys sorted. Rows whose
    value is null are left out. Null for no rows.

    key, value: expressions of type text; a key occurs once a group
#}
{% macro json_object_agg(key, value) -%}
    '{' || string_agg(
        {{ org_funnels.json_string(key) }} || ':' || {{ org_funnels.json_string(value) }}, ','
        order by {{ org_funnels.byte_order(key) }}
    ) || '}'
{%- endmacro %}
