{#
raw_id(columns, name)

    A raw column as an id: text, trimmed, and null for what clients send when they have none.

        ' u-1 '                                    u-1
        1042.0 (a float)                           1042
        '', 'null', 'undefined', 'None', 'NONE'    null

    columns: what raw_table_columns() gave
    name: the column's name, in any case
#}
{% macro raw_id(columns, name) -%}
    {%- set column = columns.get(name | lower) if name is not none else none -%}
    {%- if column is none or column is undefined -%}
        cast(null as {{ dbt.type_string() }})
    {%- else -%}
        {{ org_funnels.id_of_text(org_funnels.raw_text(columns, name)) }}
    {%- endif -%}
{%- endmacro %}
