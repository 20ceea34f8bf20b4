-- Every attempt at every funnel, and what became of it by the end of the data.
with

reached_steps as (

    select * from {{ ref('int_funnels__reached_steps') }}

),

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

as_of as (

    select * from {{ ref('int_as_of') }}

),

attempts as (

    select
        funnel,
        attempt_id,
        entity_id,
        entered_at,
        steps_reached,
        max(reached_at) as last_reached_at

    from reached_steps

    group by
        funnel,
        attempt_id,
        entity_id,
        entered_at,
        steps_reached

),

timed as (

    select
        attempts.*,
        funnels.step_count,
        attempts.entered_at + coalesce(
            funnels.window_seconds, {{ var('default_maturity') }} * 86400
        ) * interval '1 second' as matures_at,
        as_of.as_of

    from attempts

    inner join funnels
        on attempts.funnel = funnels.funnel

    cross join as_of

),

judged as (

    select
        funnel,
        attempt_id,
        entity_id,
        steps_reached,
        case
            when steps_reached = step_count then 'converted'
            when matures_at > as_of then 'in_progress'
            else 'dropped'
        end as status,
        matures_at <= as_of as is_mature,
        entered_at,
        last_reached_at,
        matures_at

    from timed

)

select * from judged
