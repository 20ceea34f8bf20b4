{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('planned_events_model'), [
    ['event_name', 'text'],
    ['feature', 'text'],
    ['action', 'text'],
    ['owner', 'text'],
    ['description', 'text'],
    ['raw_tables', 'text'],
    ['properties', 'text'],
]) }}
