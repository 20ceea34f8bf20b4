-- The other reading of "which org": an event that says nothing of one counts for all orgs of its
-- user.
with

events as (

    select * from {{ ref('fct_events') }}

),

member_orgs as (

    select * from {{ ref('int_events__member_orgs') }}

),

event_orgs as (

    select event_id, org_id
    from events
    where org_id is not null

    union all

    select
        member_orgs.event_id,
        member_orgs.org_id

    from member_orgs

    inner join events
        on member_orgs.event_id = events.event_id

    where events.org_id is null

),

counted as (

    select
        event_id,
        org_id,
        cast(count(*) over (partition by event_id) as integer) as org_count

    from event_orgs

)

select * from counted
