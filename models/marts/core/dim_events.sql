-- The event dictionary: what the tracking plan says of each event, and what was seen of it.
{{ config(materialized='increment') }}
{{ org_funnels.also_reads('state_unread') }}
with

planned as (

    select * from {{ ref('int_plan__events') }}

),

seen as (

    select
        event_name,
        min(occurred_at) as first_seen_at,
        max(occurred_at) as last_seen_at,
        cast(count(*) as bigint) as event_count,
        cast(count(distinct user_id) as bigint) as user_count,
        cast(count(distinct org_id) as bigint) as org_count

    from {{ ref('fct_events') }}

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
