{#
The other reading of "which org": an event that says nothing of one counts for all orgs of its user.
A view, because most of it is fct_events once more.
#}
{{ config(materialized='view') }}

with

member_orgs as (

    select * from {{ ref('int_events__member_orgs') }}

),

event_orgs as (

    select
        event_id,
        org_id,
        cast(1 as integer) as org_count

    from {{ ref('fct_events') }}

    where org_id is not null

    union all

    select
        member_orgs.event_id,
        member_orgs.org_id,
        cast(count(*) over (partition by member_orgs.event_id) as integer) as org_count

    from member_orgs

    inner join {{ ref('fct_events') }} as events
        on member_orgs.event_id = events.event_id

    where events.org_id is null

)

select * from event_orgs
