-- What matched a step of a funnel and is not counted in it, and why.
{{ config(materialized='increment') }}
{{ org_funnels.also_reads('state_unread') }}
with

left_out as (

    select * from {{ ref('int_funnels__left_out') }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

final as (

    select
        left_out.funnel,
        left_out.step_number,
        planned.declared_name as step_name,
        left_out.reason,
        left_out.event_count

    from left_out

    left join planned
        on
            left_out.funnel = planned.funnel
            and left_out.step_number = planned.step_number

)

select * from final
