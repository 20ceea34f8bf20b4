{#
funnel_duration_problem(name, value)

    The sentence for a length of time that is none.

    name: whose value it is
    value: what was written
#}
{% macro funnel_duration_problem(name, value) -%}
    {{ return(
        name ~ " is " ~ value ~ ", and must be longer than nothing and at most 1,000 years: a whole number of seconds, "
        ~ "or a number and second, minute, hour, day or week, such as '14 days'."
    ) }}
{%- endmacro %}
