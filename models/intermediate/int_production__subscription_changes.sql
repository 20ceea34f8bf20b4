{{ config(
    materialized='increment',
    unique_key='subscription_change_id',
    meta={'logs': [{'kind': 'org', 'key': 'org_id', 'at': 'changed_at'}]},
) }}

{{ org_funnels.also_reads('state_unread') }}

{{ org_funnels.contract_rows(var('subscription_changes_model'), [
    ['subscription_change_id', 'text'],
    ['org_id', 'text'],
    ['changed_at', 'timestamp'],
    ['kind', 'text'],
    ['from_tier', 'text'],
    ['to_tier', 'text'],
    ['mrr_before', 'numeric(12, 2)'],
    ['mrr_after', 'numeric(12, 2)'],
]) }}
