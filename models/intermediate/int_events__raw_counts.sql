{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('raw_counts_model'), [
    ['source', 'text'],
    ['source_table', 'text'],
    ['loaded_date', 'date'],
    ['row_count', 'bigint'],
    ['last_loaded_at', 'timestamp'],
]) }}
