{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('aliases_model'), [
    ['source', 'text'],
    ['source_table', 'text'],
    ['event_id', 'text'],
    ['previous_id', 'text'],
    ['user_id', 'text'],
    ['received_at', 'timestamp'],
    ['loaded_at', 'timestamp'],
    ['occurred_at', 'timestamp'],
]) }}
