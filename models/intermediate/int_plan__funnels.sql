{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('planned_funnels_model'), [
    ['funnel', 'text'],
    ['title', 'text'],
    ['owner', 'text'],
    ['question', 'text'],
    ['entity', 'text'],
    ['window_seconds', 'bigint'],
    ['step_count', 'integer'],
    ['step_order', 'text'],
    ['entry', 'text'],
    ['on_exclusion', 'text'],
    ['timezone', 'text'],
    ['segments', 'text'],
]) }}
