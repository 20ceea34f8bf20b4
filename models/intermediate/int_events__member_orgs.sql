-- For events that say nothing of an org: every org that their user was in at that time.
{{ config(materialized='view') }}

with

events as (

    select * from {{ ref('int_events__attributed') }}
    where
        coalesce(org_value_1, org_value_2, org_value_3, org_value_4) is null
        and user_id is not null

),

memberships as (

    select * from {{ ref('int_users__memberships') }}

),

member_orgs as (

    select distinct
        events.event_id,
        memberships.org_id

    from events

    inner join memberships
        on
            events.user_id = memberships.user_id
            and events.occurred_at >= memberships.valid_from
            and events.occurred_at < memberships.valid_to

)

select * from member_orgs
