{#
raw_table_counts(table, columns)

    Rows per load day of one raw table: see stage_raw_counts().

    table: {'source', 'table', 'relation'}
    columns: what raw_table_columns() gave
#}
{% macro raw_table_counts(table, columns) -%}
    select
        {{ org_funnels.literal(table['source']) }} as source,
        {{ org_funnels.literal(table['source'] ~ '.' ~ table['table']) }} as source_table,
        cast(loaded_at as date) as loaded_date,
        cast(count(*) as bigint) as row_count,
        max(nullif(loaded_at, {{ org_funnels.unknown_load_time() }})) as last_loaded_at
    from (
        select {{ org_funnels.raw_load_time(columns, table.get('loaded_at')) }} as loaded_at
        from {{ table['relation'] }}
    ) as raw_times
    group by cast(loaded_at as date)
{%- endmacro %}
