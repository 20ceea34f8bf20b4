{#
funnel_ranked(events, settings)

    The CTE funnel__ranked of funnel_attempts(), with a comma, where a step asks for the entity's first
    event of a kind: the events with funnel__rank_<n>, 1 for the first of the n-th kind that is asked
    for. Nothing where no step does.

    events: as in funnel_attempts()
    settings: what funnel_settings() gave
#}
{% macro funnel_ranked(events, settings) -%}
    {%- set firsts = settings['steps'] | map(attribute='first_of') | select | unique | list -%}
    {%- if firsts -%}
    funnel__ranked as (

        select
            *
            {%- for first in firsts %},
            row_number() over (
                partition by entity_id
                order by case when {{ first }} then 0 else 1 end, occurred_at, {{ org_funnels.byte_order(org_funnels.funnel_event_id()) }}
            ) as funnel__rank_{{ loop.index0 }}
            {%- endfor %}

        from {{ events }}

        where entity_id is not null and occurred_at is not null and event_id is not null

    ),

    {% endif -%}
{%- endmacro %}
