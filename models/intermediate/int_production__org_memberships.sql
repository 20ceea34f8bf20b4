{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('org_memberships_model'), [
    ['user_id', 'text'],
    ['org_id', 'text'],
    ['valid_from', 'timestamp'],
    ['valid_to', 'timestamp'],
]) }}
