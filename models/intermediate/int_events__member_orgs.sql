-- For events that say nothing of an org: every org that their user was in at that time.
with

events as (

    select events.*
    from {{ ref('int_events__identified') }} as events

    left join {{ ref('int_events__matched') }} as matched
        on events.event_id = matched.event_id

    where matched.event_id is null and events.user_id is not null

),

member_orgs as (

    select distinct
        events.event_id,
        memberships.org_id

    from events

    inner join {{ ref('int_production__org_memberships') }} as memberships
        on
            events.user_id = memberships.user_id
            and events.occurred_at >= coalesce(memberships.valid_from, cast('0001-01-01 00:00:00' as timestamp))
            and events.occurred_at < coalesce(memberships.valid_to, cast('9999-12-31 00:00:00' as timestamp))

)

select * from member_orgs
