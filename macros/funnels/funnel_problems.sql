{#
funnel_problems(arguments)

    What is wrong with the arguments of funnel_attempts(), a sentence each; an empty list when
    nothing is. All of them at once, so that they are put right at once.

    arguments: a dict of them
#}
{% macro funnel_problems(arguments) -%}
    {%- set steps = arguments['steps'] -%}
    {%- set exclusions = arguments['exclusions'] -%}
    {%- for what, given in [('steps', steps), ('exclusions', exclusions)] -%}
        {%- if given is string or given is mapping or given is not iterable or given | reject('mapping') | list -%}
            {{ return([what ~ " must be a list of dicts, such as [{'name': 'did', 'event': 'a-done'}]."]) }}
        {%- endif -%}
    {%- endfor -%}
    {%- set problems = [] -%}
    {%- do problems.extend(org_funnels.funnel_step_problems(steps, arguments['order'])) -%}
    {%- do problems.extend(org_funnels.funnel_exclusion_problems(
        exclusions, steps | map(attribute='name') | list, arguments['order']
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
    {%- do problems.extend(org_funnels.funnel_range_problems(
        arguments['date_from'], arguments['date_to'], arguments['timezone']
    )) -%}
    {{ return(problems) }}
{%- endmacro %}
