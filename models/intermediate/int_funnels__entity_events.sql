{#
The events of each kind of entity that a funnel is about: what an org did, what a user did, what a
visitor did. Internal ones are left out as in the funnels.
#}
{{ config(materialized='view') }}

with

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

kinds (entity) as (

    values ('org'), ('user'), ('visitor')

),

events as (

    select * from {{ ref('fct_events') }}

    {%- if not var('include_internal') %}

    where not is_internal
    {%- endif %}

),

crossed as (

    select
        kinds.entity,
        case kinds.entity
            when 'org' then events.org_id
            when 'user' then events.user_id
            when 'visitor' then events.visitor_id
        end as entity_id,
        events.event_id,
        events.event_name,
        events.user_id,
        events.occurred_at

    from events

    cross join kinds

    where kinds.entity in (select funnels.entity from funnels)

),

final as (

    select * from crossed

    where entity_id is not null

)

select * from final
