{#
funnel_backward_chains(settings)

    CTEs of funnel_tied_chains() from funnel__fills to funnel__longest_chains, where steps have a
    `within`: there to be early can be a dead end, as in A 0:00  B 1:00  B 5:00  C 5:30 with C within
    an hour of B, where only the second B leads to C. So for each number of steps the ties are
    found from the last step backwards from which that number can be reached, with the earliest times
    from there on; an attempt takes the largest number that it reaches inside its window.

    The earliest times are well defined: of two chains of as many steps, the earlier times of either,
    step by step, make a chain too.

    settings: what funnel_settings() gave
#}
{% macro funnel_backward_chains(settings) -%}
    {%- set lists = ['ats', 'event_ids', 'user_ids'] -%}
    {%- for goal in range(1, settings['steps'] | length + 1) %}
    {%- for first in range(goal, 0, -1) %}
    {%- if first < goal %}
    funnel__seeking_{{ goal }}_{{ first }} as (

        select
            *,
            last_step + 1 as next_step,
            -- how late the next step may be
            case
                {%- for number in range(first + 1, goal + 1) %}
                {%- set within = settings['steps'][number - 1]['within'] %}
                when last_step + 1 = {{ number }} then
                    {{- ' ' ~ (org_funnels.add_seconds('occurred_at', within) if within else "timestamp 'infinity'") }}
                {%- endfor %}
            end as next_until

        from funnel__fills

        where first_step = {{ first }} and last_step < {{ goal }}

    ),

    funnel__leading_{{ goal }}_{{ first }} as (
        {% for number in range(first + 1, goal + 1) %}
        select {{ number }} as next_step, occurred_at, entity_id, {{ lists | join(', ') }}
        from funnel__reaching_{{ goal }}_{{ number }}
        {{- '\n\n        union all\n' if not loop.last }}
        {%- endfor %}

    ),
    {% endif %}
    funnel__reaching_{{ goal }}_{{ first }} as (

        select entity_id, occurred_at, {{ lists | join(', ') }}

        from (
            select
                *,
                -- the more this tie fills, the earlier
                row_number() over (
                    partition by entity_id, occurred_at, attempt_position
                    order by last_step desc
                ) as fill_preference
            from (
                select entity_id, occurred_at, attempt_position, last_step, {{ lists | join(', ') }}
                from funnel__fills
                where first_step = {{ first }} and last_step = {{ goal }}
                {%- if first < goal %}
                union all
                select
                    entity_id,
                    occurred_at,
                    attempt_position,
                    last_step
                    {%- for list in lists %},
                    {{ dbt.array_concat(list, 'next_' ~ list) }} as {{ list }}
                    {%- endfor %}
                from (
                    {{ org_funnels.funnel_following(
                        rows='funnel__seeking_' ~ goal ~ '_' ~ first,
                        row_columns=[
                            'entity_id', 'occurred_at', 'attempt_position', 'last_step', 'next_step', 'next_until',
                        ] + lists,
                        at='occurred_at',
                        candidates='funnel__leading_' ~ goal ~ '_' ~ first,
                        columns=lists,
                        key='next_step',
                    ) | indent(20) }}
                ) as funnel__asked
                where next_at <= next_until
                {%- endif %}
            ) as funnel__filled
        ) as funnel__preferred_fills

        where fill_preference = 1

    ),
    {% endfor %}
    {%- endfor %}
    funnel__longest_chains as (

        select
            *,
            row_number() over (
                partition by entity_id, event_ids[1]
                order by step_count desc
            ) as chain_preference

        from (
            {%- for goal in range(1, settings['steps'] | length + 1) %}
            select {{ goal }} as step_count, entity_id, {{ lists | join(', ') }}
            from funnel__reaching_{{ goal }}_1
            {%- if settings['window'] is not none %}
            where ats[{{ goal }}] <= {{ org_funnels.add_seconds('ats[1]', settings['window']) }}
            {%- endif %}
            {{- '\n            union all' if not loop.last }}
            {%- endfor %}
        ) as funnel__reached

    )
{%- endmacro %}
