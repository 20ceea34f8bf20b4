{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('planned_reconciliations_model'), [
    ['check_name', 'text'],
    ['title', 'text'],
    ['owner', 'text'],
    ['production_model', 'text'],
    ['production_key', 'text'],
    ['event_name', 'text'],
    ['event_key', 'text'],
    ['timezone', 'text'],
    ['target_rate', 'numeric(18, 6)'],
    ['critical_below', 'numeric(18, 6)'],
    ['alpha', 'numeric(18, 6)'],
    ['min_missing', 'integer'],
    ['pad_seconds', 'bigint'],
    ['dimensions', 'text'],
]) }}
