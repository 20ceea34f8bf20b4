-- How the org of each event was found. An event without one belongs to a person's repository.
with

events as (

    select * from {{ ref('fct_events') }}

),

counts as (

    select
        event_name,
        count(*) as events,
        sum(case when org_matched_by = 'id' then 1 else 0 end) as by_id,
        sum(case when org_matched_by = 'name' then 1 else 0 end) as by_name,
        sum(case when org_matched_by = 'repo' then 1 else 0 end) as by_repo,
        sum(case when org_id is null then 1 else 0 end) as without_org

    from events

    group by event_name

)

select * from counts
order by events desc nulls last, event_name asc nulls last
