{#
funnel_reached_columns(steps, window_seconds)

    The columns of funnel_attempts() after entity_id, from the earliest chain of each attempt: what
    lies beyond the window is cut off. A chain's times only grow, so that what is cut is its end.

    steps, window_seconds: as in funnel_attempts()
#}
{% macro funnel_reached_columns(steps, window_seconds) -%}
    {%- set cut = [] -%}
    {%- for step in steps -%}
        {%- set at = 'step_' ~ loop.index ~ '_at' -%}
        {%- if loop.index == 1 or window_seconds is none -%}
            {%- do cut.append(at ~ ' is not null') -%}
        {%- else -%}
            {%- do cut.append('coalesce(' ~ at ~ ' <= ' ~ org_funnels.add_seconds('step_1_at', window_seconds) ~ ', false)') -%}
        {%- endif -%}
    {%- endfor -%}
        step_1_at as entered_at,
        {%- for reached in cut %}
        {{ '+ ' if not loop.first }}case when {{ reached }} then 1 else 0 end
        {%- endfor %} as steps_reached
        {%- for step in steps %}
        {%- set number = loop.index %}
        {%- for column in ['at', 'event_id', 'user_id'] %},
        case when {{ cut[number - 1] }} then step_{{ number }}_{{ column }} end as step_{{ number }}_{{ column }}
        {%- endfor %}
        {%- endfor %}
{%- endmacro %}
