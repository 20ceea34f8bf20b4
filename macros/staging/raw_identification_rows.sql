{#
raw_identification_rows(table, ids, columns)

    The rows of one identification table: see stage_identification().

    table: {'source', 'table', 'relation'}
    ids: {column here: raw column}
    columns: what raw_table_columns() gave
#}
{% macro raw_identification_rows(table, ids, columns) -%}
    select
        {{ org_funnels.literal(table['source']) }} as source,
        {{ org_funnels.literal(table['source'] ~ '.' ~ table['table']) }} as source_table,
        {{ org_funnels.raw_id(columns, 'id') }} as event_id,
        {%- for name, raw_name in ids.items() %}
        {{ org_funnels.raw_id(columns, raw_name) }} as {{ name }},
        {%- endfor %}
        {{ org_funnels.raw_time(columns, 'received_at') }} as received_at,
        {{ org_funnels.raw_load_time(columns, table.get('loaded_at')) }} as loaded_at,
        coalesce(
            {{ org_funnels.raw_time(columns, 'timestamp') }},
            {{ org_funnels.raw_time(columns, 'original_timestamp') }},
            {{ org_funnels.raw_time(columns, 'sent_at') }},
            {{ org_funnels.raw_time(columns, 'received_at') }},
            nullif({{ org_funnels.raw_load_time(columns, table.get('loaded_at')) }}, {{ org_funnels.unknown_load_time() }})
        ) as occurred_at
    from {{ table['relation'] }}
{%- endmacro %}
