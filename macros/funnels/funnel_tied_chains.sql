{#
funnel_tied_chains(settings)

    CTEs of funnel_attempts() from funnel__input to funnel__chains, for every ordered or strict funnel:
    exact where one event may match several steps, in ties too, and where steps have a `within`.

    Events of an entity at one time are a tie, often of one event. funnel__fills lists what each
    tie can fill by itself, and a chain goes from one tie to the next.

    settings: what funnel_settings() gave
#}
{% macro funnel_tied_chains(settings) -%}
    {{ org_funnels.funnel_fills(settings) }},

    {% if settings['order'] == 'ordered' and settings['has_within'] -%}
    {{ org_funnels.funnel_backward_chains(settings) }},
    {%- else -%}
    {{ org_funnels.funnel_forward_chains(settings) }},
    {%- endif %}

    funnel__chains as (

        select
            entity_id
            {%- for step in settings['steps'] %},
            ats[{{ loop.index }}] as step_{{ loop.index }}_at,
            event_ids[{{ loop.index }}] as step_{{ loop.index }}_event_id,
            user_ids[{{ loop.index }}] as step_{{ loop.index }}_user_id
            {%- endfor %}

        from funnel__longest_chains

        where chain_preference = 1

    )
{%- endmacro %}
