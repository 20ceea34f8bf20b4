{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('org_names_model'), [
    ['org_id', 'text'],
    ['org_name', 'text'],
    ['valid_from', 'timestamp'],
    ['valid_to', 'timestamp'],
]) }}
