{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('planned_properties_model'), [
    ['event_name', 'text'],
    ['property', 'text'],
    ['type', 'text'],
    ['description', 'text'],
]) }}
