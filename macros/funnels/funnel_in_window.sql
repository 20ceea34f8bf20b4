{#
funnel_in_window(at, entered_at, window)

    Whether a time is inside the window of an attempt, its end included. Not true for a null time.

    at, entered_at: timestamps
    window: seconds, or none
#}
{% macro funnel_in_window(at, entered_at, window) -%}
    {%- if window is none -%}
        {{ at }} is not null
    {%- else -%}
        {{ at }} <= {{ org_funnels.add_seconds(entered_at, window) }}
    {%- endif -%}
{%- endmacro %}
