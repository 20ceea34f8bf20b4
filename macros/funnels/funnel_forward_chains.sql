{#
funnel_forward_chains(settings)

    CTEs of funnel_tied_chains() from funnel__fills to funnel__longest_chains: from the tie of its
    first step, a chain goes on to the next tie that can fill its next step, and takes there all
    that it can. Never a loss where nothing but the window limits the time between steps: who is
    further at a time can do all that others can.

    In a strict funnel the next tie is the one that follows at once, and must be used whole to go on
    from it; what of the first tie comes before the chain is free, so that each way to begin is
    tried.

    settings: what funnel_settings() gave
#}
{% macro funnel_forward_chains(settings) -%}
    {%- set strict = settings['order'] == 'strict' -%}
    funnel__chain_1 as (

        select
            entity_id,
            {%- if strict %}
            tie_number,
            true as is_open,
            last_step as steps_in_first_tie,
            {%- endif %}
            occurred_at as entered_at,
            occurred_at as last_at,
            last_step,
            ats,
            event_ids,
            user_ids

        from funnel__fills

        where first_step = 1{{ ' and is_longest' if not strict }}

    ),
    {% for step in settings['steps'][1:] %}
    {%- set number = loop.index + 1 %}
    funnel__seeking_{{ number }} as (

        select * from funnel__chain_{{ number - 1 }} where last_step = {{ number - 1 }}{{ ' and is_open' if strict }}

    ),

    funnel__filling_{{ number }} as (

        select * from funnel__fills where first_step = {{ number }} and is_longest

    ),

    funnel__chain_{{ number }} as (

        select *

        from funnel__chain_{{ number - 1 }}

        where last_step <> {{ number - 1 }}{{ ' or not is_open' if strict }}

        union all

        select
            entity_id,
            {%- if strict %}
            coalesce(next_tie_number, tie_number) as tie_number,
            is_found and next_last_step - {{ number - 1 }} = next_tie_size as is_open,
            steps_in_first_tie,
            {%- endif %}
            entered_at,
            case when is_found then next_at else last_at end as last_at,
            case when is_found then next_last_step else last_step end as last_step
            {%- for list in ['ats', 'event_ids', 'user_ids'] %},
            case when is_found then {{ dbt.array_concat(list, 'next_' ~ list) }} else {{ list }} end as {{ list }}
            {%- endfor %}

        from (
            select
                *,
                next_at is not null
                {%- if settings['window'] is not none %}
                and next_at <= {{ org_funnels.add_seconds('entered_at', settings['window']) }}
                {%- endif %}
                {%- if step['within'] is not none %}
                and next_at <= {{ org_funnels.add_seconds('last_at', step['within']) }}
                {%- endif %} as is_found
            from (
                {% if strict -%}
                select
                    seeking.*,
                    filling.occurred_at as next_at,
                    filling.tie_number as next_tie_number,
                    filling.tie_size as next_tie_size,
                    filling.last_step as next_last_step,
                    filling.ats as next_ats,
                    filling.event_ids as next_event_ids,
                    filling.user_ids as next_user_ids
                from funnel__seeking_{{ number }} as seeking
                left join funnel__filling_{{ number }} as filling
                    on
                        seeking.entity_id = filling.entity_id
                        and seeking.tie_number + 1 = filling.tie_number
                {%- else -%}
                {{ org_funnels.funnel_following(
                    rows='funnel__seeking_' ~ number,
                    at='last_at',
                    candidates='funnel__filling_' ~ number,
                    columns=['last_step', 'ats', 'event_ids', 'user_ids'],
                ) | indent(16) }}
                {%- endif %}
            ) as funnel__asked
        ) as funnel__answered_chains

    ),
    {% endfor %}
    funnel__longest_chains as (

        select
            *,
            {%- if strict %}
            row_number() over (
                partition by entity_id, event_ids[1]
                order by last_step desc, steps_in_first_tie desc
            ) as chain_preference
            {%- else %}
            1 as chain_preference
            {%- endif %}

        from funnel__chain_{{ settings['steps'] | length }}

    )
{%- endmacro %}
