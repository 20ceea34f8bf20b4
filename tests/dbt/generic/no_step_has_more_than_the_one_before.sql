{#
no_step_has_more_than_the_one_before(counts)

    The steps of funnel_conversion that more reached than the step before it: promise P6.

    counts: names of columns that count who reached a step
#}
{% test no_step_has_more_than_the_one_before(model, counts) %}

with

compared as (

    select
        *
        {%- for count in counts %},
        lag({{ count }}) over (
            partition by funnel, cohort_period, cohort_start, segment, segment_value
            order by step_number
        ) as previous_{{ count }}
        {%- endfor %}

    from {{ model }}

)

select *
from compared
where
    {% for count in counts -%}
    {{ 'or ' if not loop.first }}{{ count }} > previous_{{ count }}
    {% endfor %}

{% endtest %}
