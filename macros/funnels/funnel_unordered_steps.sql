{#
funnel_unordered_steps(settings)

    The CTEs of funnel_unordered_chains() from funnel__completed to funnel__chains: which of the
    declared steps each event of an attempt fills, as step_<k>_number.

        steps A, B                 events b, a    2, 1
        A, any event               b, a           2, 1
        A, any event               a, a           1, 2     the first in the plan comes first
        A, any event, A or B       b, b           2, 3
        any event, A               a              1        not known better
        any event, A               a, b           2, 1     b can only be any: so a is A
        the same step three times  a, a           1, 2

    So the first event fills the first step in the plan that leaves each other event one, then the
    second event, and so on. Where no two steps can be matched by one event there is no choice.
    Else all ways to fill are tried at once, event by event: of those that fill the same steps the
    first goes on, and of steps that the same events match the first that is left is taken.

    settings: what funnel_settings() gave
#}
{% macro funnel_unordered_steps(settings) -%}
    {%- set numbers = range(1, settings['steps'] | length + 1) | list -%}
    {%- if settings['are_apart'] -%}
    funnel__chains as (

        select
            *
            {%- for number in numbers %},
            case step_{{ number }}_mask
                {%- for step in numbers %}
                when {{ 2 ** (step - 1) }} then {{ step }}
                {%- endfor %}
            end as step_{{ number }}_number
            {%- endfor %}

        from funnel__completed

    )
    {%- else -%}
    {%- set places = [] -%}
    {%- for number in numbers %}
    {%- set used = 'used_' ~ (number - 1) if not loop.first else '0' %}
    {%- do places.append('step_' ~ number ~ '_number asc nulls last') %}
    funnel__filled_{{ number }} as (

        select *
        from (
            select
                *,
                row_number() over (
                    partition by entity_id, first_position, used_{{ number }}
                    order by {{ places | join(', ') }}
                ) as place_{{ number }}
            from (
                select
                    funnel__filling.*,
                    fill.step_number as step_{{ number }}_number,
                    {{ used }} + coalesce(fill.step_bit, 0) as used_{{ number }}
                from {{ 'funnel__completed' if loop.first else 'funnel__filled_' ~ (number - 1) }} as funnel__filling
                left join (
                    values
                    {% for step in settings['steps'] -%}
                    {%- set earlier = [] -%}
                    {%- for place in range(loop.index0)
                        if settings['steps'][place]['match'] == step['match']
                        and settings['steps'][place]['first_of'] == step['first_of'] -%}
                        {%- do earlier.append(2 ** place) -%}
                    {%- endfor -%}
                    ({{ loop.index }}, {{ 2 ** loop.index0 }}, {{ earlier | sum }}){{ ', ' if not loop.last }}
                    {%- endfor %}
                ) as fill (step_number, step_bit, same_before)
                    on
                        (step_{{ number }}_mask & fill.step_bit) > 0
                        and ({{ used }} & fill.step_bit) = 0
                        and ({{ used }} & fill.same_before) = fill.same_before
                where step_{{ number }}_mask is null or fill.step_number is not null
            ) as funnel__ways
        ) as funnel__ranked_ways
        where place_{{ number }} = 1

    ),
    {% endfor %}
    funnel__chains as (

        select *
        from (
            select
                *,
                row_number() over (
                    partition by entity_id, first_position
                    order by {{ places | join(', ') }}
                ) as place
            from funnel__filled_{{ numbers | length }}
        ) as funnel__ways
        where place = 1

    )
    {%- endif -%}
{%- endmacro %}
