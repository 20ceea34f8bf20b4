{#
Promise P6. An entity's best attempt reached at least as many steps before exclusions as its best
mature one; an exclusion may have put it back by some of them.
#}
with

compared as (

    select
        *,
        coalesce(sum(excluded_entity_count) over (
            partition by funnel, cohort_period, cohort_start, segment, segment_value
            order by step_number
            rows between unbounded preceding and 1 preceding
        ), 0) as excluded_before_count

    from {{ ref('funnel_conversion') }}

)

-- in a segment the two attempts may have different values
select * from compared
where
    (segment = 'all' and mature_entity_count > entity_count + excluded_before_count)
    or mature_attempt_count > attempt_count
