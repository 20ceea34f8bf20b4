{#
segments_add_up_to_all()

    The segments of funnel_conversion whose values do not add up to the funnel's `all`.
#}
{% test segments_add_up_to_all(model) %}

with

sums as (

    select
        funnel,
        cohort_period,
        cohort_start,
        step_number,
        segment,
        sum(entity_count) as entity_count,
        sum(mature_entity_count) as mature_entity_count

    from {{ model }}

    group by
        funnel,
        cohort_period,
        cohort_start,
        step_number,
        segment

)

select cut.*
from sums as cut

left join sums as whole
    on
        cut.funnel = whole.funnel
        and cut.cohort_period = whole.cohort_period
        and cut.cohort_start is not distinct from whole.cohort_start
        and cut.step_number = whole.step_number
        and whole.segment = 'all'

where
    cut.entity_count is distinct from whole.entity_count
    or cut.mature_entity_count is distinct from whole.mature_entity_count

{% endtest %}
