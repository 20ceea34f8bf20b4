{#
raw_table_loads(table, columns)

    When each row of one raw table was loaded: see stage_raw_loads().

    table: {'source', 'table', 'relation'}
    columns: what raw_table_columns() gave
#}
{% macro raw_table_loads(table, columns) -%}
    select
        {{ org_funnels.literal(table['source']) }} as source,
        {{ org_funnels.literal(table['source'] ~ '.' ~ table['table']) }} as source_table,
        {{ org_funnels.raw_load_time(columns, table.get('loaded_at')) }} as loaded_at
    from {{ table['relation'] }}
{%- endmacro %}
