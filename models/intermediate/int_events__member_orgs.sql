-- For events that say nothing of an org: every org that their user was in at that time.
with

events as (

    select events.*
    from {{ ref('int_events__identified') }} as events

    left join {{ ref('int_events__matched') }} as matched
        on events.event_id = matched.event_id

    where matched.event_id is null and events.user_id is not null

),

-- production may still know a person by an id that was given up
memberships as (

    select
        coalesce(user_aliases.user_id, memberships.user_id) as user_id,
        memberships.org_id,
        memberships.valid_from,
        memberships.valid_to

    from {{ ref('int_production__org_memberships') }} as memberships

    left join {{ ref('int_identities__user_aliases') }} as user_aliases
        on memberships.user_id = user_aliases.previous_id

),

member_orgs as (

    select distinct
        events.event_id,
        memberships.org_id

    from events

    inner join memberships
        on
            events.user_id = memberships.user_id
            and events.occurred_at
            >= coalesce(memberships.valid_from, {{ org_funnels.beginning_of_time() }})
            and events.occurred_at
            < coalesce(memberships.valid_to, {{ org_funnels.end_of_time() }})

)

select * from member_orgs
