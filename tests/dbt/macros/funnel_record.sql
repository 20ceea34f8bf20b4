-- A person is one entity of a funnel, whether an event or the production record speaks of them.
{% set as_visitor = org_funnels.funnel_record('users', 'visitor') %}
{% set as_user = org_funnels.funnel_record('users', 'user') %}
with

records as (

    select
        {{ as_visitor['user'] }} as user_id,
        {{ as_visitor['entity'] }} as as_visitor,
        {{ as_user['entity'] }} as as_user

    from {{ as_visitor['relation'] }}

)

select
    events.event_id,
    events.user_id,
    events.visitor_id,
    records.as_visitor,
    records.as_user

from {{ ref('fct_events') }} as events

inner join records
    on events.user_id = records.user_id

where
    events.visitor_id <> records.as_visitor
    or events.user_id <> records.as_user
