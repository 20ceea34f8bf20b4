{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('users_model'), [
    ['user_id', 'text'],
    ['created_at', 'timestamp'],
    ['is_internal', 'boolean'],
    ['deleted_at', 'timestamp'],
    ['attributes', 'text'],
]) }}
