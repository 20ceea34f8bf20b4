-- Who reached a step reached the next, or is in progress, dropped or excluded there. Promise P6.
with

compared as (

    select
        *,
        coalesce(lead(entity_count) over (
            partition by funnel, cohort_period, cohort_start, segment, segment_value
            order by step_number
        ), 0) as next_entity_count,
        row_number() over (
            partition by funnel, cohort_period, cohort_start, segment, segment_value
            order by step_number desc
        ) as steps_left

    from {{ ref('funnel_conversion') }}

),

stopped as (

    select
        *,
        in_progress_entity_count + dropped_entity_count + excluded_entity_count as stopped_count

    from compared

)

-- who is at the last step has converted
select * from stopped
where
    stopped_count is distinct from
    case when steps_left = 1 then 0 else entity_count - next_entity_count end
