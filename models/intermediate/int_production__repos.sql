{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('repos_model'), [
    ['repo_id', 'text'],
    ['org_id', 'text'],
    ['repo_name', 'text'],
    ['created_at', 'timestamp'],
]) }}
