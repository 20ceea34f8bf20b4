{#
funnel_attempts(events, steps, window_seconds)

    Every attempt at an ordered funnel. One row per event that matches the first step, with the most
    steps that any choice of later events can fill in order within the window, at the earliest
    times.

        stream (window 1 h)        attempt at   reached
        A 0:00  B 0:30  C 0:50     0:00         3
        A 0:00  C 0:30  B 0:50     0:00         2     C came before B
        B 0:00  A 0:30             0:30         1     B came before A
        A 0:00  B 1:00             0:00         2     the window's end is inside
        A 0:00  B 1:00:00.000001   0:00         1
        A 0:00  A 0:30  B 1:10     0:00         1     every A starts an attempt
                                   0:30         2
        A 0:00  B 0:00             0:00         2     simultaneous: in either order

    Columns: entity_id, entered_at, steps_reached, and for each step k step_<k>_at,
    step_<k>_event_id and step_<k>_user_id, null where not reached. Of events of one step at one
    time the smallest event_id counts.

    Steps must not be able to match one event; `org-funnels plan check` refuses a funnel that could.

    events: a relation or CTE with event_id, entity_id, user_id, occurred_at and what the predicates
    read.
        Rows without an entity or a time are left out.
    steps: [{'name', 'predicate': an SQL predicate on events}], one or more
    window_seconds: elapsed seconds from the first step, inclusive, more than 0; none for no limit
#}
{% macro funnel_attempts(events, steps, window_seconds=none) -%}
    {%- if not steps -%}
        {{ exceptions.raise_compiler_error(
            "funnel_attempts: steps is empty, and a funnel has one step or more. Add `steps:` to the funnel in "
            ~ "tracking_plan/funnels.yml."
        ) }}
    {%- endif -%}
    {%- if window_seconds is not none and (window_seconds is not integer or window_seconds < 1) -%}
        {{ exceptions.raise_compiler_error(
            "funnel_attempts: window_seconds is " ~ window_seconds ~ ", and must be a whole number of 1 or more, or none "
            ~ "for no limit. It is the funnel's `window` in tracking_plan/funnels.yml."
        ) }}
    {%- endif -%}
    {{ return(adapter.dispatch('funnel_attempts', 'org_funnels')(events, steps, window_seconds)) }}
{%- endmacro %}

{#
PostgreSQL: one sorted array a step and entity; the next event of a step is found by bisection. 3.6
to 4.9 times the cost of reading and grouping the events (10 M events, five steps), against 14 for
windows.
#}
{% macro default__funnel_attempts(events, steps, window_seconds) -%}
    select
        entity_id,
        {{ org_funnels.funnel_reached_columns(steps, window_seconds) }}
    from (
        select
            step_arrays.entity_id,
            first_steps.step_1_at,
            first_steps.step_1_event_id,
            first_steps.step_1_user_id
            {%- for step in steps[1:] %}
            {%- set number = loop.index + 1 %},
            next_{{ number }}.step_{{ number }}_at,
            next_{{ number }}.step_{{ number }}_event_id,
            next_{{ number }}.step_{{ number }}_user_id
            {%- endfor %}
        from (
            select
                entity_id
                {%- for step in steps %}
                {%- set number = loop.index %}
                {%- for alias, column in [('ats', 'occurred_at'), ('event_ids', 'event_id'), ('user_ids', 'user_id')] %},
                array_agg({{ column }} order by occurred_at, event_id collate "C")
                    filter (where {{ step['predicate'] }}) as step_{{ number }}_{{ alias }}
                {%- endfor %}
                {%- endfor %}
            from {{ events }}
            where entity_id is not null and occurred_at is not null
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
                step_arrays.step_{{ number }}_ats[found.position] as step_{{ number }}_at,
                step_arrays.step_{{ number }}_event_ids[found.position] as step_{{ number }}_event_id,
                step_arrays.step_{{ number }}_user_ids[found.position] as step_{{ number }}_user_id
            from (
                -- how many lie before, and one: the first at or after
                select width_bucket({{ before }} - interval '1 microsecond', step_arrays.step_{{ number }}_ats) + 1
                    as position
            ) as found
        ) as next_{{ number }}
        {%- endfor %}
    ) as chains
{%- endmacro %}

{#
DuckDB: one asof join a step. A null key is never given to it: before 2.0 a large asof left join
matched null keys with each other, and small ones did not.
#}
{% macro duckdb__funnel_attempts(events, steps, window_seconds) -%}
    select
        entity_id,
        {{ org_funnels.funnel_reached_columns(steps, window_seconds) }}
    from (
        select
            step_1.entity_id,
            step_1.occurred_at as step_1_at,
            step_1.event_id as step_1_event_id,
            step_1.user_id as step_1_user_id
            {%- for step in steps[1:] %}
            {%- set number = loop.index + 1 %},
            step_{{ number }}.occurred_at as step_{{ number }}_at,
            step_{{ number }}.event_id as step_{{ number }}_event_id,
            step_{{ number }}.user_id as step_{{ number }}_user_id
            {%- endfor %}
        from (
            select entity_id, event_id, user_id, occurred_at
            from {{ events }}
            where entity_id is not null and occurred_at is not null and {{ steps[0]['predicate'] }}
        ) as step_1
        {%- for step in steps[1:] %}
        {%- set number = loop.index + 1 %}
        asof left join (
            select
                entity_id,
                occurred_at,
                min(event_id) as event_id,
                arg_min_null(user_id, event_id) as user_id
            from {{ events }}
            where entity_id is not null and occurred_at is not null and {{ step['predicate'] }}
            group by entity_id, occurred_at
        ) as step_{{ number }}
            on
                step_1.entity_id = step_{{ number }}.entity_id
                and coalesce(step_{{ number - 1 }}.occurred_at, timestamp 'infinity')
                <= step_{{ number }}.occurred_at
        {%- endfor %}
    ) as chains
{%- endmacro %}
