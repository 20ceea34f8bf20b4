{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('org_aliases_model'), [
    ['org_name', 'text'],
    ['org_id', 'text'],
    ['valid_from', 'timestamp'],
    ['valid_to', 'timestamp'],
    ['reason', 'text'],
]) }}
