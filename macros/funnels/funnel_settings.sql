{#
funnel_settings(arguments)

    The arguments of funnel_attempts() as its parts read them, checked:

        steps        [{'match': SQL, 'condition': SQL that may be null, 'within': seconds or none, 'overlap': a label, the same for steps
                     that one event may match, 'first_of': SQL or none}]
        exclusions   [{'match': SQL, 'from': step number, 'to': step number}]
        window       seconds, or none
        maturity     seconds
        start        SQL that says when an attempt may begin, or none
        order        as given
        has_within   whether any step has one
        are_apart    whether no event can match two steps

    Stops the build with everything that is wrong with them.

    arguments: a dict of the arguments
#}
{% macro funnel_settings(arguments) -%}
    {%- set problems = org_funnels.funnel_problems(arguments) -%}
    {%- if problems -%}
        {{ exceptions.raise_compiler_error(
            "funnel_attempts: what it is given makes no funnel.\n  - " ~ problems | join("\n  - ")
            ~ "\nPut it right where the funnel is declared: tracking_plan/funnels.yml, or the call of the macro."
        ) }}
    {%- endif -%}
    {%- set names = arguments['steps'] | map(attribute='name') | list -%}
    {%- set steps = [] -%}
    {%- for step in arguments['steps'] -%}
        {%- do steps.append(org_funnels.funnel_step_settings(step, arguments['steps'])) -%}
    {%- endfor -%}
    {%- set exclusions = [] -%}
    {%- for exclusion in arguments['exclusions'] -%}
        {%- do exclusions.append({
            'match': org_funnels.funnel_predicate(exclusion),
            'from': names.index(exclusion['from_step']) + 1,
            'to': names.index(exclusion['to_step']) + 1,
        }) -%}
    {%- endfor -%}
    {%- set overlaps = steps | map(attribute='overlap') | list -%}
    {{ return({
        'steps': steps,
        'exclusions': exclusions,
        'window': org_funnels.duration_seconds(arguments['window']),
        'maturity': org_funnels.duration_seconds(arguments['maturity']),
        'start': org_funnels.funnel_start(arguments['date_from'], arguments['date_to'], arguments['timezone']),
        'order': arguments['order'],
        'has_within': steps | selectattr('within') | list | length > 0,
        'are_apart': overlaps | unique | list | length == overlaps | length,
    }) }}
{%- endmacro %}
