{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('orgs_model'), [
    ['org_id', 'text'],
    ['org_name', 'text'],
    ['created_at', 'timestamp'],
    ['is_internal', 'boolean'],
    ['deleted_at', 'timestamp'],
]) }}
