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

-- Steps that failed, whether a later step saved the event or not, and steps that succeeded with
-- another org than the one that was taken. A step says what its event came to: no join.
wrong_steps as (

    select
        coalesce(unmatched_reason, 'conflict') as issue,
        source_table,
        step_by,
        step_value,
        event_org_id,
        occurred_at

    from steps

    where unmatched_reason is not null or org_id <> event_org_id

),

silent as (

    select
        'no_org' as issue,
        source_table,
        cast(null as {{ dbt.type_string() }}) as step_by,
        cast(null as {{ dbt.type_string() }}) as step_value,
        org_id as event_org_id,
        occurred_at

    from events

    where org_unmatched_reason = 'no_org'

),

issues as (

    select * from wrong_steps

    union all

    select * from silent

),

unresolved as (

    select
        issue,
        source_table,
        step_by,
        step_value,
        cast(count(*) as bigint) as event_count,
        cast(sum(case when event_org_id is null then 1 else 0 end) as bigint) as lost_event_count,
        min(occurred_at) as first_occurred_at,
        max(occurred_at) as last_occurred_at

    from issues

    group by
        issue,
        source_table,
        step_by,
        step_value

)

select * from unresolved
