{#
funnel_problems(arguments)

    What is wrong with the arguments of funnel_attempts(), a sentence each; an empty list when
    nothing is. All of them at once, so that they are put right at once.

    arguments: a dict of them
#}
{% macro funnel_problems(arguments) -%}
    {%- set problems = [] -%}
    {%- do problems.extend(org_funnels.funnel_step_problems(arguments['steps'], arguments['order'])) -%}
    {%- do problems.extend(org_funnels.funnel_exclusion_problems(
        arguments['exclusions'], arguments['steps'] | map(attribute='name') | list, arguments['order']
    )) -%}
    {%- for name in ['window', 'maturity'] -%}
        {%- set value = arguments[name] -%}
        {%- if not (value is none and name == 'window') and org_funnels.duration_seconds(value) is none -%}
            {%- do problems.append(org_funnels.funnel_duration_problem(name, value)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if arguments['order'] not in ['ordered', 'strict', 'unordered'] -%}
        {%- do problems.append(
            "order is " ~ arguments['order'] ~ ", and must be ordered, strict or unordered."
        ) -%}
    {%- endif -%}
    {%- for name in ['date_from', 'date_to'] -%}
        {%- set value = arguments[name] -%}
        {%- if value is not none and not modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', value | string) -%}
            {%- do problems.append(name ~ " is " ~ value ~ ", and must be a day such as 2026-03-01, or none.") -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(problems) }}
{%- endmacro %}
