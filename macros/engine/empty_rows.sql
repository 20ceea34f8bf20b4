{#
empty_rows(columns)

    A select of no rows with these columns and types.

    columns: [name, type] pairs
#}
{% macro empty_rows(columns) -%}
    select
        {%- for name, type in columns %}
        cast(null as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    where false
{%- endmacro %}
