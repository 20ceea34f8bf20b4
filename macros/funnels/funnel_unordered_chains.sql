{#
funnel_unordered_chains(settings)

    CTEs of funnel_attempts() from funnel__input to funnel__chains for an unordered funnel. Each time
    at which an entity matches any step begins an attempt; step k is the event with which the number
    of steps that distinct events can fill becomes k.

    How many of some steps distinct events can fill is told by Hall's theorem: k of n can be filled
    if and only if every set of s of them, s > n - k, is matched by s - (n - k) events or more. So
    the k-th is filled by the last to come of those events, over all such sets. Steps that no event
    can match together are looked at apart, and steps that the same events match count as one kind:
    the sets are few.

    Which of the steps each of these events fills is funnel_unordered_steps()'s to say.

    settings: what funnel_settings() gave
#}
{% macro funnel_unordered_chains(settings) -%}
    {%- set wanted = org_funnels.funnel_unordered_sets(settings) -%}
    {%- set masks = wanted | map(attribute='mask') | unique | list -%}
    funnel__numbered as (

        select
            *,
            row_number() over (
                partition by entity_id
                order by occurred_at, {{ org_funnels.byte_order('event_id') }}
            ) as position,
            rank() over (partition by entity_id order by occurred_at) as first_position
            {%- for mask in masks %},
            count(case when (step_mask & {{ mask }}) > 0 then 1 end) over (
                partition by entity_id
                order by occurred_at, {{ org_funnels.byte_order('event_id') }}
                rows between unbounded preceding and current row
            ) as count_{{ mask }}
            {%- endfor %}

        from funnel__input

    ),

    -- the events that match a set of steps, numbered
    funnel__set_events as (
        {% for mask in masks %}
        select
            entity_id,
            {{ mask }} as set_mask,
            position as event_position,
            count_{{ mask }} as set_position

        from funnel__numbered

        where (step_mask & {{ mask }}) > 0
        {{- '\n\n        union all\n' if not loop.last }}
        {%- endfor %}

    ),

    -- as each attempt begins, how many of a set's events are over
    funnel__begun as (
        {% for mask in masks %}
        select
            entity_id,
            occurred_at as entered_at,
            position as first_position,
            {{ mask }} as set_mask,
            count_{{ mask }} - case when (step_mask & {{ mask }}) > 0 then 1 else 0 end as events_before

        from funnel__numbered

        where
            position = first_position
            {%- if settings['start'] %}
            and {{ settings['start'] }}
            {%- endif %}
        {{- '\n\n        union all\n' if not loop.last }}
        {%- endfor %}

    ),

    -- which of a set's events must have come for the k-th step of a group
    funnel__asked as (

        select
            funnel__begun.entity_id,
            funnel__begun.entered_at,
            funnel__begun.first_position,
            funnel__begun.set_mask,
            wanted.step_group,
            wanted.fill_number,
            funnel__begun.events_before + wanted.event_number as wanted_position

        from funnel__begun

        inner join (
            values
            {% for item in wanted -%}
            ({{ item['group'] }}, {{ item['fill'] }}, {{ item['mask'] }}, {{ item['event'] }}){{ ', ' if not loop.last }}
            {%- endfor %}
        ) as wanted (step_group, fill_number, set_mask, event_number)
            on funnel__begun.set_mask = wanted.set_mask

    ),

    funnel__found_events as (

        {{ org_funnels.funnel_following(
            rows='funnel__asked',
            row_columns=['entity_id', 'entered_at', 'first_position', 'set_mask', 'step_group', 'fill_number'],
            at='wanted_position',
            candidates='funnel__set_events',
            columns=['event_position'],
            candidate_at='set_position',
            key='set_mask',
            strictly=false,
        ) | indent(8) }}

    ),

    funnel__fillings as (

        select
            entity_id,
            entered_at,
            first_position,
            max(next_event_position) as fill_position

        from funnel__found_events

        group by
            entity_id,
            entered_at,
            first_position,
            step_group,
            fill_number

        having count(*) = count(next_event_position)

    ),

    funnel__fill_events as (

        {{ org_funnels.funnel_following(
            rows='funnel__fillings',
            row_columns=['entity_id', 'entered_at', 'first_position', 'fill_position'],
            at='fill_position',
            candidates='funnel__numbered',
            columns=['occurred_at', 'event_id', 'user_id', 'step_mask'],
            candidate_at='position',
            strictly=false,
        ) | indent(8) }}

    ),

    funnel__steps as (

        select
            *,
            row_number() over (
                partition by entity_id, first_position
                order by fill_position
            ) as step_number

        from funnel__fill_events

        where {{ org_funnels.funnel_in_window('next_occurred_at', 'entered_at', settings['window']) }}

    ),

    funnel__completed as (

        select
            entity_id,
            first_position
            {%- for step in settings['steps'] %}
            {%- set number = loop.index %}
            {%- for column, source in [
                ('at', 'occurred_at'), ('event_id', 'event_id'), ('user_id', 'user_id'), ('mask', 'step_mask'),
            ] %},
            max(case when step_number = {{ number }} then next_{{ source }} end) as step_{{ number }}_{{ column }}
            {%- endfor %}
            {%- endfor %}

        from funnel__steps

        group by
            entity_id,
            first_position

    ),

    {{ org_funnels.funnel_unordered_steps(settings) }}
{%- endmacro %}
