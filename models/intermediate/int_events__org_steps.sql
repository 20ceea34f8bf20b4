-- The steps towards an org, a row each, as lists of what went wrong read them.
{{ config(materialized='view') }}

with

-- read anew for each step: of a CTE that is read four times an engine makes a copy
steps as (
    {% for number in range(1, 5) %}
    select
        event_id,
        source_table,
        occurred_at,
        org_id as event_org_id,
        {{ number }} as step_number,
        org_by_{{ number }} as step_by,
        org_value_{{ number }} as step_value,
        org_id_{{ number }} as org_id,
        unmatched_reason_{{ number }} as unmatched_reason

    from {{ ref('int_events__attributed') }}

    where org_value_{{ number }} is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select * from steps
