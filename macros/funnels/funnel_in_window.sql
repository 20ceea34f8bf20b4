{#
funnel_in_window(at, entered_at, settings)

    Whether a time is inside the window of an attempt, its end included. Null for a null time.

    at, entered_at: timestamps
    settings: what funnel_settings() gave
#}
{% macro funnel_in_window(at, entered_at, settings) -%}
    {%- if settings['window'] is none -%}
        {{ at }} is not null
    {%- else -%}
        {{ at }} <= {{ org_funnels.add_seconds(entered_at, settings['window']) }}
    {%- endif -%}
{%- endmacro %}
