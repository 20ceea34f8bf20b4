{#
unread_cohorts(reader)

    In which cohort periods of which entities attempts have changed in what a model reads:
    touched_funnel, touched_entity (null where it is any), touched_period, touched_start, which is the
    beginning of time for the period `all`.

    reader: the name of the model
#}
{% macro unread_cohorts(reader) -%}
    select distinct
        touched_funnel,
        touched_entity,
        touched_period,
        {{ org_funnels.cohort_start('touched_period', 'entered_local') }} as touched_start

    from (
        -- what is logged is of one day (UTC), and so of two days elsewhere at most
        {%- for at in ['from_at', 'to_at'] %}
        select
            unread.touched_funnel,
            unread.touched_entity,
            unread.touched_period,
            {{ org_funnels.local_time('unread.' ~ at, 'funnels.timezone') }} as entered_local
        from (
            {{ org_funnels.unread_attempt_periods(reader) | indent(12) }}
        ) as unread
        inner join {{ ref('int_plan__funnels') }} as funnels
            on unread.touched_funnel = funnels.funnel
        {{ 'union' if not loop.last }}
        {%- endfor %}
    ) as attempts
{%- endmacro %}
