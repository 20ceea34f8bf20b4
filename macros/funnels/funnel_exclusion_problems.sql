{#
funnel_exclusion_problems(exclusions, step_names, order)

    What is wrong with the exclusions of a funnel, a sentence each.

    exclusions, order: as in funnel_attempts()
    step_names: the names of its steps, in order
#}
{% macro funnel_exclusion_problems(exclusions, step_names, order) -%}
    {%- set problems = [] -%}
    {%- if exclusions and order == 'unordered' -%}
        {%- do problems.append(
            "an unordered funnel has no exclusions: nothing lies between its steps. Leave them out, or change the order."
        ) -%}
    {%- endif -%}
    {%- for exclusion in exclusions -%}
        {%- set which = "exclusion " ~ loop.index -%}
        {%- do problems.extend(org_funnels.funnel_match_problems(which, exclusion, ['from_step', 'to_step'])) -%}
        {%- set unknown = [] -%}
        {%- for end in ['from_step', 'to_step'] -%}
            {%- if exclusion.get(end) not in step_names -%}
                {%- do unknown.append(end) -%}
                {%- do problems.append(
                    end ~ " of " ~ which ~ " is " ~ exclusion.get(end) ~ ", and must be one of the steps: "
                    ~ step_names | join(', ') ~ "."
                ) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if not unknown
            and step_names.index(exclusion['from_step']) >= step_names.index(exclusion['to_step']) -%}
            {%- do problems.append(
                which ~ " is from " ~ exclusion['from_step'] ~ " to " ~ exclusion['to_step']
                ~ ", and must be from a step to a later one."
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(problems) }}
{%- endmacro %}
