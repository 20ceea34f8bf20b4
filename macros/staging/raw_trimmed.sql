{#
raw_trimmed(columns, name)

    A raw column as text, trimmed, for id_of_trimmed(). A typed null where the table has no such column,
    or name is none.

    columns: what raw_table_columns() gave
    name: the column's name, in any case
#}
{% macro raw_trimmed(columns, name) -%}
    {%- set text = org_funnels.raw_text(columns, name) -%}
    {%- if name is none or not columns.get(name | lower) -%}
        {{ text }}
    {%- else -%}
        {{ org_funnels.trimmed(text) }}
    {%- endif -%}
{%- endmacro %}
