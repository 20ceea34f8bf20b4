{#
no_step_has_more_than_the_one_before()

    The steps of funnel_conversion that more entities reached than the step before it: promise P6.
#}
{% test no_step_has_more_than_the_one_before(model) %}

with

compared as (

    select
        *,
        lag(entity_count) over (
            partition by funnel, cohort_period, cohort_start, segment, segment_value
            order by step_number
        ) as previous_entity_count,
        lag(mature_entity_count) over (
            partition by funnel, cohort_period, cohort_start, segment, segment_value
            order by step_number
        ) as previous_mature_entity_count

    from {{ model }}

)

select *
from compared
where
    entity_count > previous_entity_count
    or mature_entity_count > previous_mature_entity_count

{% endtest %}
