{#
increment_same_keys(left, right, keys)

    SQL: whether two rows have the same values in these columns.

    left, right: aliases
    keys: names of columns, quoted, never null in either
#}
{% macro increment_same_keys(left, right, keys) -%}
    {%- for key in keys -%}
        {{ left }}.{{ key }} = {{ right }}.{{ key }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
