{#
funnel_plain_chains(settings)

    The CTE funnel__chains of funnel_attempts() for the plain shape, in which taking the next event
    of the next step is always best: ordered, no `within`, no event that can match two steps. Each
    attempt with step_<k>_at, step_<k>_event_id and step_<k>_user_id, cut at the end of the window.

    settings: what funnel_settings() gave
#}
{% macro funnel_plain_chains(settings) -%}
    {{ return(adapter.dispatch('funnel_plain_chains', 'org_funnels')(settings)) }}
{%- endmacro %}

{#
PostgreSQL: one sorted array a step and entity; the next event of a step is found by bisection. 3.6
to 4.9 times the cost of reading and grouping the events (10 M events, five steps), against 14 for
windows.
#}
{% macro default__funnel_plain_chains(settings) -%}
    {%- set steps = settings['steps'] -%}
    funnel__chains as (

        select
            step_arrays.entity_id,
            first_steps.step_1_at,
            first_steps.step_1_event_id,
            first_steps.step_1_user_id
            {%- for step in steps[1:] %}
            {%- set number = loop.index + 1 %},
            next_{{ number }}.step_{{ number }}_at,
            step_arrays.step_{{ number }}_event_ids[next_{{ number }}.position] as step_{{ number }}_event_id,
            step_arrays.step_{{ number }}_user_ids[next_{{ number }}.position] as step_{{ number }}_user_id
            {%- endfor %}

        from (
            select
                entity_id
                {%- for step in steps %}
                {%- set number = loop.index %}
                {%- for alias, column in [('ats', 'occurred_at'), ('event_ids', 'event_id'), ('user_ids', 'user_id')] %},
                array_agg({{ column }} order by occurred_at, event_id collate "C")
                    filter (where step_mask = {{ 2 ** (number - 1) }}) as step_{{ number }}_{{ alias }}
                {%- endfor %}
                {%- endfor %}
            from funnel__input
            group by entity_id
        ) as step_arrays

        cross join lateral unnest(
            step_arrays.step_1_ats, step_arrays.step_1_event_ids, step_arrays.step_1_user_ids
        ) as first_steps (step_1_at, step_1_event_id, step_1_user_id)
        {%- for step in steps[1:] %}
        {%- set number = loop.index + 1 %}
        {%- set before = 'first_steps.step_1_at' if number == 2 else 'next_' ~ (number - 1) ~ '.step_' ~ (number - 1) ~ '_at' %}

        cross join lateral (
            select
                case
                    when {{ org_funnels.funnel_in_window('found_at.step_at', 'first_steps.step_1_at', settings) }}
                        then found_at.step_at
                end as step_{{ number }}_at,
                case
                    when {{ org_funnels.funnel_in_window('found_at.step_at', 'first_steps.step_1_at', settings) }}
                        then found_at.position
                end as position
            from (
                select
                    found.position,
                    step_arrays.step_{{ number }}_ats[found.position] as step_at
                from (
                    -- how many lie before, and one: the first at or after
                    select width_bucket({{ before }} - interval '1 microsecond', step_arrays.step_{{ number }}_ats) + 1
                        as position
                ) as found
            ) as found_at
        ) as next_{{ number }}
        {%- endfor %}

    )
{%- endmacro %}

{#
DuckDB: one asof join a step. A null key is never given to it: before 2.0 a large asof left join
matched null keys with each other, and small ones did not.
#}
{% macro duckdb__funnel_plain_chains(settings) -%}
    {%- set steps = settings['steps'] -%}
    funnel__chains as (

        select
            step_1.entity_id,
            step_1.occurred_at as step_1_at,
            step_1.event_id as step_1_event_id,
            step_1.user_id as step_1_user_id
            {%- for step in steps[1:] %}
            {%- set number = loop.index + 1 %}
            {%- for column, source in [('at', 'occurred_at'), ('event_id', 'event_id'), ('user_id', 'user_id')] %},
            case
                when {{ org_funnels.funnel_in_window('step_' ~ number ~ '.occurred_at', 'step_1.occurred_at', settings) }}
                    then step_{{ number }}.{{ source }}
            end as step_{{ number }}_{{ column }}
            {%- endfor %}
            {%- endfor %}

        from (select * from funnel__input where step_mask = 1) as step_1
        {%- for step in steps[1:] %}
        {%- set number = loop.index + 1 %}

        asof left join (
            select
                entity_id,
                occurred_at,
                min(event_id) as event_id,
                arg_min_null(user_id, event_id) as user_id
            from funnel__input
            where step_mask = {{ 2 ** (number - 1) }}
            group by entity_id, occurred_at
        ) as step_{{ number }}
            on
                step_1.entity_id = step_{{ number }}.entity_id
                and coalesce(step_{{ number - 1 }}.occurred_at, timestamp 'infinity')
                <= step_{{ number }}.occurred_at
        {%- endfor %}

    )
{%- endmacro %}
