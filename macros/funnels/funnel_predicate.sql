{#
funnel_predicate(step)

    funnel_condition(), and false where that is null.

    step: a step or an exclusion, as in funnel_condition()
#}
{% macro funnel_predicate(step) -%}
    {{ return('coalesce(' ~ org_funnels.funnel_condition(step) ~ ', false)') }}
{%- endmacro %}
