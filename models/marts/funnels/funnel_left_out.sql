-- What matched a step of a funnel and is not counted in it, and why.
with

left_out as (

    select * from {{ ref('int_funnels__left_out') }}

),

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

final as (

    select
        left_out.funnel,
        left_out.step_number,
        planned.step_name,
        left_out.reason,
        left_out.event_count

    from left_out

    inner join funnels
        on left_out.funnel = funnels.funnel

    -- the step names of an unordered funnel say how many were reached, not which
    left join planned
        on
            left_out.funnel = planned.funnel
            and left_out.step_number = planned.step_number
            and funnels.step_order <> 'unordered'

)

select * from final
