{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('planned_funnel_steps_model'), [
    ['funnel', 'text'],
    ['step_number', 'integer'],
    ['step_name', 'text'],
    ['declared_name', 'text'],
    ['description', 'text'],
]) }}
