{#
funnel_step_settings(step, steps)

    A step as the parts of funnel_attempts() read it: see funnel_settings().

    step: the step
    steps: all of the funnel's
#}
{% macro funnel_step_settings(step, steps) -%}
    {%- set match = org_funnels.funnel_predicate(step) -%}
    {%- set first_of = none -%}
    {%- if step.get('first_time') == 'matching' -%}
        {%- set first_of = match -%}
    {%- elif step.get('first_time') == 'any' -%}
        {%- set first_of = step.get('first_of') or org_funnels.funnel_predicate({'event': step.get('event')}) -%}
    {%- endif -%}
    {#- labels speak only where every step has one, and a step without an event may be matched by any -#}
    {%- set label_key = 'overlap' if steps | selectattr('overlap') | list | length == steps | length else 'event' -%}
    {%- set is_known = steps | selectattr(label_key) | list | length == steps | length -%}
    {{ return({
        'condition': org_funnels.funnel_condition(step),
        'match': match,
        'first_of': first_of,
        'within': org_funnels.duration_seconds(step.get('within')),
        'overlap': step[label_key] if is_known else 'all',
    }) }}
{%- endmacro %}
