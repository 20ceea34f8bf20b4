-- The org of each event that names one: the first step that production knows. If there is none, the
-- first step that said anything gives the reason.
with

steps as (

    select * from {{ ref('int_events__org_steps') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by event_id
            order by (org_id is null) asc, step_number asc
        ) as choice_number

    from steps

),

matched as (

    select
        event_id,
        org_id,
        case when org_id is not null then step_by end as org_matched_by,
        unmatched_reason as org_unmatched_reason

    from ranked

    where choice_number = 1

)

select * from matched
