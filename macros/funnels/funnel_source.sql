{#
funnel_source(events, settings)

    What the rest of funnel_attempts() reads as its events: `events`, or funnel__ranked where a step
    asks for the entity's first.

    events: as in funnel_attempts()
    settings: what funnel_settings() gave
#}
{% macro funnel_source(events, settings) -%}
    {{ return('funnel__ranked' if settings['steps'] | selectattr('first_of') | list else events) }}
{%- endmacro %}
