{{ config(
    materialized='increment',
    unique_key='user_id',
    meta={'logs': [{'kind': 'user', 'key': 'user_id'}]},
) }}

{{ org_funnels.also_reads('state_unread') }}

{{ org_funnels.contract_rows(var('users_model'), [
    ['user_id', 'text'],
    ['created_at', 'timestamp'],
    ['is_internal', 'boolean'],
    ['deleted_at', 'timestamp'],
    ['attributes', 'text'],
]) }}
