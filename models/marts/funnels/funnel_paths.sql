-- What entities did between a step and the next: how many took each path.
{{ config(materialized='increment') }}
{{ org_funnels.also_reads('state_unread') }}
with

paths as (

    select * from {{ ref('int_funnels__paths') }}

),

final as (

    select
        funnel,
        step_number as from_step_number,
        step_name as from_step_name,
        next_step_name as to_step_name,
        outcome,
        event_path,
        is_cut,
        cast(count(*) as bigint) as entity_count,
        cast(sum(seconds) as numeric(28, 6)) as seconds_sum

    from paths

    group by
        funnel,
        step_number,
        step_name,
        next_step_name,
        outcome,
        event_path,
        is_cut

)

select * from final
