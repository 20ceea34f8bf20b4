{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('raw_loads_model'), [
    ['source', 'text'],
    ['source_table', 'text'],
    ['loaded_at', 'timestamp'],
]) }}
