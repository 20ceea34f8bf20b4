{#
raw_time(columns, name)

    A raw column as a UTC timestamp; null where it cannot be one, or the table has no such column.

    columns: what raw_table_columns() gave
    name: the column's name, in any case
#}
{% macro raw_time(columns, name) -%}
    {%- set column = columns.get(name | lower) -%}
    {%- if column is none or column is undefined -%}
        cast(null as timestamp)
    {%- elif column['family'] in ['timestamp', 'timestamptz', 'date'] -%}
        {{ org_funnels.utc(adapter.quote(column['name']), column['family']) }}
    {%- else -%}
        {{ org_funnels.timestamp_of_text(org_funnels.raw_text(columns, name)) }}
    {%- endif -%}
{%- endmacro %}
