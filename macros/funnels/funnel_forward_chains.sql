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
    {%- set columns = ['entity_id', 'entered_at', 'last_at', 'last_step', 'ats', 'event_ids', 'user_ids'] -%}
    {%- set fill_columns = ['last_step', 'ats', 'event_ids', 'user_ids'] -%}
    {%- if strict -%}
        {%- set columns = columns + ['tie_number', 'is_open', 'steps_in_first_tie'] -%}
        {%- set fill_columns = fill_columns + ['tie_size'] -%}
    {%- endif -%}
    funnel__chain_1 as (

        select
            entity_id,
            occurred_at as entered_at,
            occurred_at as last_at,
            last_step,
            ats,
            event_ids,
            user_ids
            {%- if strict %},
            tie_number,
            true as is_open,
            last_step as steps_in_first_tie
            {%- endif %}

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

        select {{ columns | join(', ') }}

        from funnel__chain_{{ number - 1 }}

        where last_step <> {{ number - 1 }}{{ ' or not is_open' if strict }}

        union all

        select
            entity_id,
            entered_at,
            case when is_found then next_at else last_at end as last_at,
            case when is_found then following_last_step else last_step end as last_step
            {%- for list in ['ats', 'event_ids', 'user_ids'] %},
            case when is_found then {{ dbt.array_concat(list, 'following_' ~ list) }} else {{ list }} end as {{ list }}
            {%- endfor %}
            {%- if strict %},
            tie_number + 1 as tie_number,
            is_found and following_last_step - {{ number - 1 }} = following_tie_size as is_open,
            steps_in_first_tie
            {%- endif %}

        from (
            select
                *,
                following_ats[1] as next_at,
                following_ats[1] is not null
                {%- if strict %}
                and following_at = tie_number + 1
                {%- endif %}
                {%- if settings['window'] is not none %}
                and following_ats[1] <= {{ org_funnels.add_seconds('entered_at', settings['window']) }}
                {%- endif %}
                {%- if step['within'] is not none %}
                and following_ats[1] <= {{ org_funnels.add_seconds('last_at', step['within']) }}
                {%- endif %} as is_found
            from (
                {{ org_funnels.funnel_following(
                    rows='funnel__seeking_' ~ number,
                    row_columns=columns,
                    at='tie_number' if strict else 'last_at',
                    candidates='funnel__filling_' ~ number,
                    columns=fill_columns,
                    candidate_at='tie_number' if strict else 'occurred_at',
                    named='following',
                ) | indent(16) }}
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
