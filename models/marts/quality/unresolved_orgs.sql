-- What events say of orgs and production does not: the list to work through, most events first.
{{ config(materialized='increment') }}
{{ org_funnels.also_reads('state_unread') }}
with

steps as (

    select * from {{ ref('int_events__org_steps') }}

),

events as (

    select * from {{ ref('fct_events') }}

),

-- steps that failed, whether a later step saved the event or not
failed as (

    select
        unmatched_reason as issue,
        source_table,
        step_by,
        step_value,
        event_id

    from steps

    where unmatched_reason is not null

),

-- steps that succeeded with another org than the one that was taken
conflicts as (

    select
        'conflict' as issue,
        steps.source_table,
        steps.step_by,
        steps.step_value,
        steps.event_id

    from steps

    inner join events
        on steps.event_id = events.event_id

    where steps.org_id is not null and steps.org_id <> events.org_id

),

silent as (

    select
        'no_org' as issue,
        source_table,
        cast(null as {{ dbt.type_string() }}) as step_by,
        cast(null as {{ dbt.type_string() }}) as step_value,
        event_id

    from events

    where org_unmatched_reason = 'no_org'

),

issues as (

    select * from failed

    union all

    select * from conflicts

    union all

    select * from silent

),

unresolved as (

    select
        issues.issue,
        issues.source_table,
        issues.step_by,
        issues.step_value,
        cast(count(*) as bigint) as event_count,
        cast(sum(case when events.org_id is null then 1 else 0 end) as bigint) as lost_event_count,
        min(events.occurred_at) as first_occurred_at,
        max(events.occurred_at) as last_occurred_at

    from issues

    inner join events
        on issues.event_id = events.event_id

    group by
        issues.issue,
        issues.source_table,
        issues.step_by,
        issues.step_value

)

select * from unresolved
