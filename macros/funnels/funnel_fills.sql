{#
funnel_fills(settings)

    CTEs of funnel_tied_chains() from funnel__input to funnel__fills: the ways to fill steps
    first_step to last_step, all of them, by distinct events of one tie. One row per entity,
    occurred_at, first_step and last_step, and for first_step 1 per event that fills it; with ats,
    event_ids and user_ids, arrays in step order. Of the ways that fill the same steps, the one
    whose events come first by their ids, step by step. is_longest marks the largest last_step.

    Two rules keep the ways few, and lose none that comes first by its ids. Of the events that match
    a step, only as many as there are steps may fill it: the others fill one step each, so that one
    of these is free, and comes before any later one. And an event is only used after its twins,
    those that match the same steps, with smaller ids.

    settings: what funnel_settings() gave
#}
{% macro funnel_fills(settings) -%}
    {%- set step_count = settings['steps'] | length -%}
    {%- set tie_columns = ['entity_id', 'occurred_at', 'tie_size'] -%}
    {%- if settings['order'] == 'strict' -%}
        {%- do tie_columns.append('tie_number') -%}
    {%- endif -%}
    {%- set members = {
        'member_numbers': 'member_number', 'member_masks': 'candidate_mask', 'member_twins': 'twin_position',
        'member_positions': 'tie_position', 'member_event_ids': 'event_id', 'member_user_ids': 'user_id',
    } -%}
    {%- set carried = tie_columns + (members | list) -%}
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

    -- candidate_mask: the steps that an event may fill, as one of the first to match them
    funnel__candidates as (

        select
            *,
            {%- for step in settings['steps'] %}
            case
                when
                    (step_mask & {{ 2 ** loop.index0 }}) > 0
                    and count(case when (step_mask & {{ 2 ** loop.index0 }}) > 0 then 1 end) over (
                        partition by entity_id, occurred_at
                        order by tie_position
                    ) <= {{ step_count }}
                    then {{ 2 ** loop.index0 }}
                else 0
            end{{ ' +' if not loop.last else ' as candidate_mask,' }}
            {%- endfor %}
            lag(tie_position) over (
                partition by entity_id, occurred_at, step_mask
                order by tie_position
            ) as twin_position

        from funnel__ties

        where step_mask > 0 and tie_size > 1

    ),

    funnel__numbered_candidates as (

        select
            *,
            -- those that may come after another first
            row_number() over (
                partition by entity_id, occurred_at
                order by case when candidate_mask > 0 then 0 else 1 end, tie_position
            ) as member_number

        from funnel__candidates

    ),

    -- each event of a tie with all that may come after it there
    funnel__members as (

        select
            *
            {%- for list, item in members.items() %},
            array_agg({{ item }}) filter (where candidate_mask > 0) over (
                partition by entity_id, occurred_at
                order by member_number
                rows between unbounded preceding and unbounded following
            ) as {{ list }}
            {%- endfor %}

        from funnel__numbered_candidates

    ),
    {% for step in settings['steps'] %}
    {%- set number = loop.index %}
    funnel__tied_fills_{{ number }} as (

        select
            {{ carried | join(', ') }},
            {{ number }} as first_step,
            {{ 'tie_position' if number == 1 else 0 }} as attempt_position,
            {{ dbt.array_construct(['tie_position']) }} as positions,
            {{ dbt.array_construct(['event_id']) }} as event_ids,
            {{ dbt.array_construct(['user_id']) }} as user_ids

        from funnel__members

        {%- if number == 1 %}
        where (step_mask & 1) > 0
        {%- else %}
        where (candidate_mask & {{ 2 ** (number - 1) }}) > 0 and twin_position is null
        {%- endif %}
        {%- if number > 1 %}

        union all

        select
            {{ carried | join(', ') }},
            first_step,
            attempt_position,
            positions,
            event_ids,
            user_ids

        from (
            -- of the ways that use the same events, the first
            select
                *,
                row_number() over (
                    partition by
                        entity_id,
                        occurred_at,
                        first_step,
                        attempt_position,
                        {{ org_funnels.sorted_list('positions') }}
                    order by positions
                ) as way_preference
            from (
                select
                    {{ carried | join(', ') }},
                    first_step,
                    attempt_position,
                    {%- for list in ['positions', 'event_ids', 'user_ids'] %}
                    {{ dbt.array_concat(list, dbt.array_construct(['member_' ~ list ~ '[next_number]'])) }} as {{ list }}{{ ',' if not loop.last }}
                    {%- endfor %}
                from (
                    select
                        *,
                        unnest(member_numbers) as next_number
                    from funnel__tied_fills_{{ number - 1 }}
                ) as funnel__tried
                where
                    (member_masks[next_number] & {{ 2 ** (number - 1) }}) > 0
                    and not {{ org_funnels.list_contains('positions', 'member_positions[next_number]') }}
                    and (
                        member_twins[next_number] is null
                        or {{ org_funnels.list_contains('positions', 'member_twins[next_number]') }}
                    )
            ) as funnel__extended
        ) as funnel__ways

        where way_preference = 1
        {%- endif %}

    ),
    {% endfor %}
    funnel__fills as (

        {%- for step in settings['steps'] %}
        {%- set number = loop.index %}

        select
            {{ tie_columns | join(', ') }},
            {{ number }} as first_step,
            {{ number }} as last_step,
            1 as attempt_position,
            true as is_longest,
            {{ dbt.array_construct(['occurred_at']) }} as ats,
            {{ dbt.array_construct(['event_id']) }} as event_ids,
            {{ dbt.array_construct(['user_id']) }} as user_ids

        from funnel__ties

        where tie_size = 1 and (step_mask & {{ 2 ** (number - 1) }}) > 0

        union all
        {%- endfor %}

        select
            {{ tie_columns | join(', ') }},
            first_step,
            last_step,
            attempt_position,
            row_number() over (
                partition by entity_id, occurred_at, first_step, attempt_position
                order by last_step desc
            ) = 1 as is_longest,
            ats,
            event_ids,
            user_ids

        from (
            select
                *,
                row_number() over (
                    partition by entity_id, occurred_at, first_step, attempt_position, last_step
                    order by positions
                ) as preference
            from (
                {%- for step in settings['steps'] %}
                {%- set number = loop.index %}
                {%- for first in range(1, number + 1) %}
                select
                    *,
                    {{ number }} as last_step,
                    {{ dbt.array_construct(['occurred_at'] * (number - first + 1)) }} as ats
                from funnel__tied_fills_{{ number }}
                where first_step = {{ first }}
                {{- '\n                union all' if not (loop.last and number == step_count) }}
                {%- endfor %}
                {%- endfor %}
            ) as funnel__all_fills
        ) as funnel__preferred

        where preference = 1

    )
{%- endmacro %}
