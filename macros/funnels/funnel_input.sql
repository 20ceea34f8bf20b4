{#
funnel_input(events, settings, user_id)

    The CTE funnel__input of funnel_attempts(): event_id, entity_id, user_id, occurred_at and
    step_mask, a number with bit k - 1 set where the event matches step k. Events that match no step
    are left out, but where the order is strict: there they break a chain.

    events, user_id: as in funnel_attempts()
    settings: what funnel_settings() gave
#}
{% macro funnel_input(events, settings, user_id) -%}
    {%- set matches = org_funnels.funnel_matches(settings) -%}
    funnel__input as (

        select
            entity_id,
            occurred_at,
            {{ org_funnels.funnel_event_id() }} as event_id,
            {{ org_funnels.funnel_user(user_id) }} as user_id,
            {% for match in matches -%}
            {{ '+ ' if not loop.first }}case when {{ match }} then {{ 2 ** loop.index0 }} else 0 end
            {% endfor -%}
            as step_mask

        from {{ org_funnels.funnel_source(events, settings) }}

        where
            entity_id is not null and occurred_at is not null and event_id is not null
            {%- if settings['order'] != 'strict' %}
            and ({{ matches | join(' or ') }})
            {%- endif %}

    )
{%- endmacro %}
