{#
cohort_key()

    A cohort period of a funnel as one text, of the columns funnel, cohort_period and cohort_start.
#}
{% macro cohort_key() -%}
    funnel || ' ' || cohort_period || ' ' || coalesce(cast(cohort_start as {{ dbt.type_string() }}), '')
{%- endmacro %}
