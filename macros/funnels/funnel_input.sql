{#
funnel_input(events, settings, user_id)

    The CTE funnel__input of funnel_attempts(): event_id, entity_id, user_id, occurred_at and
    step_mask, a number with bit k - 1 set where the event matches step k. Events that match no step
    are left out, but where the order is strict: there they break a chain.

    events, user_id: as in funnel_attempts()
    settings: what funnel_settings() gave
#}
{% macro funnel_input(events, settings, user_id) -%}
    {%- set firsts = [] -%}
    {%- for step in settings['steps'] if step['first_of'] -%}
        {%- do firsts.append(step['first_of']) -%}
    {%- endfor -%}
    {%- set firsts = firsts | unique | list -%}
    {%- set matches = [] -%}
    {%- for step in settings['steps'] -%}
        {%- set tests = [step['match']] -%}
        {%- if step['first_of'] -%}
            {%- do tests.append(step['first_of']) -%}
            {%- do tests.append('funnel__rank_' ~ firsts.index(step['first_of']) ~ ' = 1') -%}
        {%- endif -%}
        {#- an unordered attempt may begin with any step: its start is looked at later -#}
        {%- if loop.first and settings['start'] and settings['order'] != 'unordered' -%}
            {%- do tests.append(settings['start']) -%}
        {%- endif -%}
        {%- do matches.append('(' ~ tests | join(' and ') ~ ')') -%}
    {%- endfor -%}
    {%- if firsts -%}
    funnel__ranked as (

        select
            *
            {%- for first in firsts %},
            row_number() over (
                partition by entity_id
                order by case when {{ first }} then 0 else 1 end, occurred_at, {{ org_funnels.byte_order('event_id') }}
            ) as funnel__rank_{{ loop.index0 }}
            {%- endfor %}

        from {{ events }}

        where entity_id is not null and occurred_at is not null and event_id is not null

    ),

    {% endif -%}
    funnel__input as (

        select
            entity_id,
            occurred_at,
            event_id,
            {{ user_id or 'cast(null as ' ~ dbt.type_string() ~ ')' }} as user_id,
            {% for match in matches -%}
            {{ '+ ' if not loop.first }}case when {{ match }} then {{ 2 ** loop.index0 }} else 0 end
            {% endfor -%}
            as step_mask

        from {{ 'funnel__ranked' if firsts else events }}

        where
            entity_id is not null and occurred_at is not null and event_id is not null
            {%- if settings['order'] != 'strict' %}
            and ({{ matches | join(' or ') }})
            {%- endif %}

    )
{%- endmacro %}
