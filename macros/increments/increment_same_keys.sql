{#
increment_same_keys(left, right, keys)

    SQL: whether two rows have the same values in these columns.

    left, right: aliases
    keys: names of columns, never null in either
#}
{% macro increment_same_keys(left, right, keys) -%}
    {%- for key in keys -%}
        {{ left }}.{{ adapter.quote(key) }} = {{ right }}.{{ adapter.quote(key) }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
