{#
A change of the plan is told as if this were built anew: what reads it is computed whole.
#}
{{ config(materialized='increment', meta={'logs': [{'kind': '*', 'key': "'*'"}]}) }}

{{ org_funnels.also_reads('state_unread') }}

{{ org_funnels.contract_rows(var('planned_events_model'), [
    ['event_name', 'text'],
    ['feature', 'text'],
    ['action', 'text'],
    ['owner', 'text'],
    ['description', 'text'],
    ['raw_tables', 'text'],
    ['properties', 'text'],
]) }}
