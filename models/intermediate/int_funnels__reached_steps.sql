{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('funnel_steps_model'), [
    ['funnel', 'text'],
    ['entity_id', 'text'],
    ['attempt_id', 'text'],
    ['entered_at', 'timestamp'],
    ['steps_reached', 'integer'],
    ['step_number', 'integer'],
    ['declared_number', 'integer'],
    ['reached_at', 'timestamp'],
    ['event_id', 'text'],
    ['user_id', 'text'],
]) }}
