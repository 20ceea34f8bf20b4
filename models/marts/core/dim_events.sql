-- The event dictionary: what the tracking plan says of each event, and what was seen of it.
{{ config(materialized='increment') }}
{{ org_funnels.also_reads('state_unread') }}
with

planned as (

    select * from {{ ref('int_plan__events') }}

),

-- by user and org first: an engine counts rows of a group sooner than different values in one
actors as (

    select
        event_name,
        user_id,
        org_id,
        count(*) as event_count,
        min(occurred_at) as first_seen_at,
        max(occurred_at) as last_seen_at

    from {{ ref('fct_events') }}

    group by
        event_name,
        user_id,
        org_id

),

seen as (

    select
        event_name,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at,
        cast(sum(event_count) as bigint) as event_count,
        cast(count(distinct user_id) as bigint) as user_count,
        cast(count(distinct org_id) as bigint) as org_count

    from actors

    group by event_name

),

final as (

    select
        planned.event_name,
        planned.feature,
        planned.action,
        planned.owner,
        planned.description,
        planned.raw_tables,
        planned.properties,
        coalesce(seen.event_count, 0) as event_count,
        coalesce(seen.user_count, 0) as user_count,
        coalesce(seen.org_count, 0) as org_count,
        seen.first_seen_at,
        seen.last_seen_at

    from planned

    left join seen
        on planned.event_name = seen.event_name

)

select * from final
