{#
A change of the plan is told as if this were built anew: what reads it is computed whole.
#}
{{ config(materialized='increment', meta={'logs': [{'kind': '*', 'key': "'*'"}]}) }}

{{ org_funnels.also_reads('state_unread') }}

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
