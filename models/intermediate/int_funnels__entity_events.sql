{#
The events of each kind of entity that a funnel is about: what an org did, what a user did, what a
visitor did. Internal ones are left out as in the funnels. One query a kind, so that the events of a
few entities are found by an index.
#}
{{ config(materialized='view') }}

with

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

-- read anew for each kind: of a CTE that is read three times an engine makes a copy
final as (
    {% for entity in ['org', 'user', 'visitor'] %}
    select
        '{{ entity }}' as entity,
        {{ entity }}_id as entity_id,
        event_id,
        event_name,
        user_id,
        occurred_at

    from {{ ref('fct_events') }}

    where
        {{ entity }}_id is not null
        and '{{ entity }}' in (select funnels.entity from funnels)
        {%- if not var('include_internal') %}
        and not is_internal
        {%- endif %}

    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from final
