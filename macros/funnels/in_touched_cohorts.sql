{#
in_touched_cohorts()

    What joins a row to the temporary table `touched` of unread_cohorts(), which has it once at most, as
    SQL on its funnel, cohort_period and cohort_start.
#}
{% macro in_touched_cohorts() -%}
    funnel = touched_funnel
    and cohort_period = touched_period
    and coalesce(cohort_start, cast({{ org_funnels.beginning_of_time() }} as date)) = touched_start
{%- endmacro %}
