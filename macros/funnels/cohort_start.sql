{#
cohort_start(period, entered_local)

    The first day of the cohort period in which an attempt began; the beginning of time for `all`. Weeks
    start on Monday.

    period: an expression: day | week | month | all
    entered_local: when it began, in the funnel's time zone
#}
{% macro cohort_start(period, entered_local) -%}
    case {{ period }}
        when 'day' then cast({{ entered_local }} as date)
        when 'week' then cast({{ dbt.date_trunc('week', entered_local) }} as date)
        when 'month' then cast({{ dbt.date_trunc('month', entered_local) }} as date)
        else cast({{ org_funnels.beginning_of_time() }} as date)
    end
{%- endmacro %}
