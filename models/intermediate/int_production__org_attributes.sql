{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('org_attributes_model'), [
    ['org_id', 'text'],
    ['attribute', 'text'],
    ['value', 'text'],
    ['valid_from', 'timestamp'],
    ['valid_to', 'timestamp'],
]) }}
