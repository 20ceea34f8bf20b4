{{ config(enabled=var('demo_company')) }}
-- Which users did something yesterday? Yesterday is the last whole day of the data (UTC).
with

as_of as (

    select as_of from {{ ref('int_as_of') }}

),

events as (

    select events.*

    from {{ ref('fct_events') }} as events

    cross join as_of

    where
        events.user_id is not null
        and not events.is_internal
        and events.occurred_at >= {{ dbt.dateadd('day', -1, dbt.date_trunc('day', 'as_of.as_of')) }}
        and events.occurred_at < {{ dbt.date_trunc('day', 'as_of.as_of') }}

),

users as (

    select
        user_id,
        count(*) as event_count,
        count(distinct org_id) as org_count,
        count(distinct feature) as feature_count,
        min(occurred_at) as first_occurred_at,
        max(occurred_at) as last_occurred_at

    from events

    group by user_id

)

select * from users
order by event_count desc, user_id asc
