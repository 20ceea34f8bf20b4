{#
funnel_step_problems(steps, order)

    What is wrong with the steps of a funnel, a sentence each.

    steps, order: as in funnel_attempts()
#}
{% macro funnel_step_problems(steps, order) -%}
    {%- set problems = [] -%}
    {%- set names = steps | map(attribute='name') | list -%}
    {%- if not steps -%}
        {%- do problems.append("steps is empty, and a funnel has one step or more.") -%}
    {%- endif -%}
    {%- for step in steps -%}
        {%- set which = "step " ~ loop.index ~ " (" ~ step.get('name') ~ ")" -%}
        {%- if not step.get('name') -%}
            {%- do problems.append("step " ~ loop.index ~ " has no name.") -%}
        {%- elif step['name'] in names[:loop.index0] -%}
            {%- do problems.append("the step name " ~ step['name'] ~ " is used twice. Rename one.") -%}
        {%- endif -%}
        {%- do problems.extend(org_funnels.funnel_match_problems(
            which, step, ['within', 'first_time', 'first_of', 'overlap']
        )) -%}
        {%- if step.get('first_time') not in [none, 'any', 'matching'] -%}
            {%- do problems.append(
                "first_time of " ~ which ~ " is " ~ step['first_time'] ~ ", and must be any or matching."
            ) -%}
        {%- endif -%}
        {%- if step.get('first_of') and step.get('first_time') != 'any' -%}
            {%- do problems.append("first_of of " ~ which ~ " is for first_time any, which it has not.") -%}
        {%- endif -%}
        {%- if step.get('within') is not none -%}
            {%- if loop.first -%}
                {%- do problems.append("within of " ~ which ~ " has no step before it. Leave it out.") -%}
            {%- elif order == 'unordered' -%}
                {%- do problems.append(
                    "within of " ~ which ~ " has no meaning where the order is unordered. Leave it out, or change the order."
                ) -%}
            {%- endif -%}
            {%- if org_funnels.duration_seconds(step['within']) is none -%}
                {%- do problems.append(org_funnels.funnel_duration_problem("within of " ~ which, step['within'])) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(problems) }}
{%- endmacro %}
