{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('funnel_attempts_model'), [
    ['funnel', 'text'],
    ['entity_id', 'text'],
    ['attempt_id', 'text'],
    ['entered_at', 'timestamp'],
    ['steps_reached', 'integer'],
    ['steps_before_exclusion', 'integer'],
    ['status', 'text'],
    ['is_mature', 'boolean'],
    ['matures_at', 'timestamp'],
    ['last_reached_at', 'timestamp'],
    ['finished_at', 'timestamp'],
    ['excluded_at', 'timestamp'],
]) }}
