{#
A change of the plan is told as if this were built anew: what reads it is computed whole.
#}
{{ config(materialized='increment', meta={'logs': [{'kind': '*', 'key': "'*'"}]}) }}

{{ org_funnels.also_reads('state_unread') }}

{{ org_funnels.contract_rows(var('planned_funnel_steps_model'), [
    ['funnel', 'text'],
    ['step_number', 'integer'],
    ['step_name', 'text'],
    ['declared_name', 'text'],
    ['description', 'text'],
]) }}
