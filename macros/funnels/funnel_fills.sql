{#
funnel_fills(settings)

    CTEs of funnel_tied_chains() from funnel__input to funnel__fills: the ways to fill steps
    first_step to last_step, all of them, by distinct events of one tie. One row per entity,
    occurred_at, first_step and last_step, and for first_step 1 per event that fills it; with ats,
    event_ids and user_ids, arrays in step order. Of the ways that fill the same steps, the one
    whose events come first by their ids, step by step. is_longest marks the largest last_step.

    An event is only used after its twins, those that match the same steps, with smaller ids. So
    ways differ in which kinds of events they use, not in which of many alike, and stay few.

    settings: what funnel_settings() gave
#}
{% macro funnel_fills(settings) -%}
    {%- set fill_columns = ['ats', 'event_ids', 'user_ids'] -%}
    funnel__ties as (

        select
            *,
            row_number() over (
                partition by entity_id, occurred_at
                order by {{ org_funnels.byte_order('event_id') }}
            ) as tie_position,
            count(*) over (partition by entity_id, occurred_at) as tie_size
            {%- if settings['order'] == 'strict' %},
            dense_rank() over (partition by entity_id order by occurred_at) as tie_number
            {%- endif %}

        from funnel__input

    ),

    funnel__twins as (

        select
            *,
            lag(tie_position) over (
                partition by entity_id, occurred_at, step_mask
                order by tie_position
            ) as twin_position

        from funnel__ties

        where step_mask > 0

    ),
    {% for step in settings['steps'] %}
    {%- set number = loop.index %}
    funnel__fills_{{ number }} as (

        select
            entity_id,
            occurred_at,
            tie_size,
            {%- if settings['order'] == 'strict' %}
            tie_number,
            {%- endif %}
            {{ number }} as first_step,
            {{ number }} as last_step,
            {{ 'tie_position' if number == 1 else 0 }} as attempt_position,
            {{ dbt.array_construct(['tie_position']) }} as positions,
            {{ dbt.array_construct(['occurred_at']) }} as ats,
            {{ dbt.array_construct(['event_id']) }} as event_ids,
            {{ dbt.array_construct(['user_id']) }} as user_ids

        from funnel__twins

        where
            (step_mask & {{ 2 ** (number - 1) }}) > 0
            {%- if number > 1 %}
            and twin_position is null

        union all

        select
            entity_id,
            occurred_at,
            tie_size,
            {%- if settings['order'] == 'strict' %}
            tie_number,
            {%- endif %}
            first_step,
            {{ number }} as last_step,
            attempt_position,
            positions,
            ats,
            event_ids,
            user_ids

        from (
            -- of the ways that use the same events, the first
            select
                *,
                row_number() over (
                    partition by
                        entity_id, occurred_at, first_step, attempt_position,
                        {{ org_funnels.sorted_list('positions') }}
                    order by positions
                ) as way_preference
            from (
                select
                    filled.entity_id,
                    filled.occurred_at,
                    filled.tie_size,
                    {%- if settings['order'] == 'strict' %}
                    filled.tie_number,
                    {%- endif %}
                    filled.first_step,
                    filled.attempt_position,
                    {%- for list, item in [
                        ('positions', 'tie_position'), ('ats', 'occurred_at'), ('event_ids', 'event_id'), ('user_ids', 'user_id'),
                    ] %}
                    {{ dbt.array_concat('filled.' ~ list, dbt.array_construct(['another.' ~ item])) }} as {{ list }}{{ ',' if not loop.last }}
                    {%- endfor %}
                from funnel__fills_{{ number - 1 }} as filled
                inner join funnel__twins as another
                    on
                        filled.entity_id = another.entity_id
                        and filled.occurred_at = another.occurred_at
                where
                    filled.tie_size > 1
                    and another.tie_size > 1
                    and (another.step_mask & {{ 2 ** (number - 1) }}) > 0
                    and not {{ org_funnels.list_contains('filled.positions', 'another.tie_position') }}
                    and (
                        another.twin_position is null
                        or {{ org_funnels.list_contains('filled.positions', 'another.twin_position') }}
                    )
            ) as funnel__extended
        ) as funnel__ways

        where way_preference = 1
            {%- endif %}

    ),
    {% endfor %}
    funnel__fills as (

        select
            *,
            row_number() over (
                partition by entity_id, occurred_at, first_step, attempt_position
                order by last_step desc
            ) = 1 as is_longest

        from (
            select
                *,
                row_number() over (
                    partition by entity_id, occurred_at, first_step, attempt_position, last_step
                    order by positions
                ) as preference
            from (
                {%- for step in settings['steps'] %}
                select * from funnel__fills_{{ loop.index }}
                {{- '\n                union all' if not loop.last }}
                {%- endfor %}
            ) as funnel__all_fills
        ) as funnel__preferred

        where preference = 1

    )
{%- endmacro %}
