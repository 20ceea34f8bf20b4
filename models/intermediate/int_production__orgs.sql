{{ config(
    materialized='increment',
    unique_key='org_id',
    meta={'logs': [{'kind': 'org', 'key': 'org_id'}]},
) }}

{{ org_funnels.also_reads('state_unread') }}

{{ org_funnels.contract_rows(var('orgs_model'), [
    ['org_id', 'text'],
    ['org_name', 'text'],
    ['created_at', 'timestamp'],
    ['is_internal', 'boolean'],
    ['deleted_at', 'timestamp'],
]) }}
