{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('funnel_left_out_model'), [
    ['funnel', 'text'],
    ['step_number', 'integer'],
    ['reason', 'text'],
    ['event_count', 'bigint'],
]) }}
