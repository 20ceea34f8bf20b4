{#
segments_add_up_to_all(columns)

    The declared segments of funnel_conversion whose values do not add up to the funnel's `all`, or
    that are missing.

    columns: names of the columns that add up
#}
{% test segments_add_up_to_all(model, columns) %}

with

declared as (

    select
        funnels.funnel,
        listed.segment

    from {{ ref('int_plan__funnels') }} as funnels

    cross join {{ org_funnels.rows_of_list('funnels.segments') }} as listed (segment)

    where funnels.segments is not null

),

whole as (

    select
        conversion.*,
        declared.segment as declared_segment

    from {{ model }} as conversion

    inner join declared
        on conversion.funnel = declared.funnel

    where conversion.segment = 'all'

),

cut as (

    select
        funnel,
        cohort_period,
        cohort_start,
        step_number,
        segment
        {%- for column in columns %},
        sum({{ column }}) as {{ column }}
        {%- endfor %}

    from {{ model }}

    group by
        funnel,
        cohort_period,
        cohort_start,
        step_number,
        segment

)

select
    whole.funnel,
    whole.cohort_period,
    whole.cohort_start,
    whole.step_number,
    whole.declared_segment

from whole

left join cut
    on
        whole.funnel = cut.funnel
        and whole.cohort_period = cut.cohort_period
        and whole.cohort_start is not distinct from cut.cohort_start
        and whole.step_number = cut.step_number
        and whole.declared_segment = cut.segment

where
    {% for column in columns -%}
    {{ 'or ' if not loop.first }}whole.{{ column }} is distinct from cut.{{ column }}
    {% endfor %}

{% endtest %}
