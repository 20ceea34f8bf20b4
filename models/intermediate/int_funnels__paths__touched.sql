-- The attempts that changed, those during which an event did, and those that still go on. Of what
-- speaks for its entity only the time is wanted, which int_funnels__cohort_attempts has: no join.
{{ config(materialized='view') }}

with

attempts as (

    {{ org_funnels.unread_attempts('int_funnels__paths', ['attempt', 'best_attempt']) }}

),

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

unread as (

    select * from {{ ref('state_unread') }}
    where reader = 'int_funnels__paths'

),

events as (

    {{ org_funnels.unread_events('unread') }}

),

moved_end as (

    select min(from_at) as earlier_end from unread
    where kind = 'as_of'

),

-- an event is between the steps of attempts that had begun by then and were not over yet
of_events as (

    select
        bests.funnel as touched_funnel,
        bests.entity_id as touched_entity,
        bests.entered_at as from_at,
        bests.entered_at as to_at

    from events

    inner join funnels
        on events.entity = funnels.entity

    inner join {{ ref('int_funnels__cohort_attempts') }} as bests
        on
            funnels.funnel = bests.funnel
            and bests.cohort_period = 'all'
            and bests.is_best
            and events.entity_id = bests.entity_id
            and events.to_at >= bests.entered_at
            and (
                funnels.window_seconds is null
                or events.from_at
                <= {{ org_funnels.add_seconds('bests.entered_at', 'funnels.window_seconds') }}
            )

),

-- an event that a client dated later than the end of the data comes into sight when that moves on
of_end as (

    select
        bests.funnel as touched_funnel,
        bests.entity_id as touched_entity,
        bests.entered_at as from_at,
        bests.entered_at as to_at

    from {{ ref('int_funnels__cohort_attempts') }} as bests

    inner join funnels
        on
            bests.funnel = funnels.funnel
            and bests.cohort_period = 'all'
            and bests.is_best

    inner join moved_end
        on
            funnels.window_seconds is null
            or moved_end.earlier_end
            < {{ org_funnels.add_seconds('bests.entered_at', 'funnels.window_seconds') }}

),

touched as (

    select * from attempts

    union

    select * from of_events

    union

    select * from of_end

),

-- what no longer speaks for its entity has no path any more: no event is read for it
final as (

    select
        touched.*,
        bests.entered_at as best_at

    from touched

    left join {{ ref('int_funnels__cohort_attempts') }} as bests
        on
            bests.cohort_period = 'all'
            and bests.is_best
            and touched.touched_funnel = bests.funnel
            and touched.touched_entity = bests.entity_id
            and bests.entered_at between touched.from_at and touched.to_at

)

select * from final
