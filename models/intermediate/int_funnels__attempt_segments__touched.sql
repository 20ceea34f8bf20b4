-- The attempts that changed, those that began with an event that changed, and those of orgs
-- whose attributes did.
{{ config(materialized='view') }}

with

attempts as (

    {{ org_funnels.unread_attempts('int_funnels__attempt_segments') }}

),

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

unread as (

    select * from {{ ref('state_unread') }}
    where reader = 'int_funnels__attempt_segments'

),

events as (

    {{ org_funnels.unread_events('unread') }}

),

-- an attempt begins with an event, whose treatments and properties may change by themselves
of_events as (

    select
        funnels.funnel as touched_funnel,
        events.entity_id as touched_entity,
        events.from_at,
        events.to_at

    from events

    inner join funnels
        on
            events.entity = funnels.entity
            and funnels.segments is not null

),

of_orgs as (

    select
        funnels.funnel as touched_funnel,
        unread.key as touched_entity,
        {{ org_funnels.beginning_of_time() }} as from_at,
        {{ org_funnels.end_of_time() }} as to_at

    from unread

    inner join funnels
        on
            unread.kind = 'org'
            and funnels.entity = 'org'
            and funnels.segments is not null

),

touched as (

    select * from attempts

    union

    select * from of_events

    union

    select * from of_orgs

)

select * from touched
