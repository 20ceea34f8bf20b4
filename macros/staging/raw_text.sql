{#
raw_text(columns, name)

    A raw column as text. A typed null where the table has no such column, or name is none.

    columns: what raw_table_columns() gave
    name: the column's name, in any case
#}
{% macro raw_text(columns, name) -%}
    {%- set column = columns.get(name | lower) if name is not none else none -%}
    {%- if column is none or column is undefined -%}
        cast(null as {{ dbt.type_string() }})
    {%- else -%}
        {{ org_funnels.text_of(adapter.quote(column['name']), column['family']) }}
    {%- endif -%}
{%- endmacro %}
