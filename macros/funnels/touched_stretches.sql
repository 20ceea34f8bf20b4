{#
touched_stretches(entity, window, names, unread, attempts)

    The query of touched_attempts(): what is unread of the entities, and the attempts whose time the end
    of the data has passed. Stretches that meet are put together, so that an event is in one at most.

    entity: as in touched_attempts()
    window: seconds, or none
    names: of the events that the funnel reads; none: of any
    unread: a relation of changes, as state_unread has them
    attempts: a relation with entity_id, entered_at and matures_at
#}
{% macro touched_stretches(entity, window, names, unread, attempts) -%}
    {%- set beginning, end = org_funnels.beginning_of_time(), org_funnels.end_of_time() -%}
    {%- set is_whole = 'true' if window is none else 'from_at is null' -%}
    with

    changed as (

        select
            entity_id,
            from_at,
            to_at
        from ({{ org_funnels.unread_events(unread) }}) as events
        where
            entity = {{ org_funnels.literal(entity) }}
            {%- if names is not none %}
            and event_name in (
                {%- for name in names or [''] %}{{ org_funnels.literal(name) }}{{ ', ' if not loop.last }}{% endfor -%}
            )
            {%- endif %}

        union all

        select
            key,
            from_at,
            to_at
        from {{ unread }}
        where kind = {{ org_funnels.literal(entity) }}
        {%- if entity == 'visitor' %}

        union all

        -- production knows a visitor as a user only
        select
            'user:' || key,
            from_at,
            to_at
        from {{ unread }}
        where upstream = 'int_production__users'
        {%- endif %}

    ),

    moved_end as (

        select
            min(from_at) as earlier_end,
            max(to_at) as later_end
        from {{ unread }}
        where kind = 'as_of'

    ),

    stretches as (

        select
            entity_id,
            case when {{ is_whole }} then {{ beginning }} else {{ org_funnels.add_seconds('from_at', -(window or 0)) }} end as from_at,
            case when {{ is_whole }} then {{ end }} else to_at end as to_at,
            case when {{ is_whole }} then {{ end }} else {{ org_funnels.add_seconds('to_at', window or 0) }} end as until_at
        from changed

        -- each once: what is the same has no order
        union

        select
            attempts.entity_id,
            {{ beginning if window is none else 'attempts.entered_at' }},
            {{ end if window is none else 'attempts.entered_at' }},
            {{ end if window is none else org_funnels.add_seconds('attempts.entered_at', window) }}
        from {{ attempts }} as attempts
        inner join moved_end
            on attempts.matures_at > moved_end.earlier_end and attempts.matures_at <= moved_end.later_end

    ),

    met as (

        select
            *,
            case when from_at <= max(until_at) over (
                partition by entity_id order by from_at, until_at
                rows between unbounded preceding and 1 preceding
            ) then 0 else 1 end as is_apart
        from stretches

    ),

    numbered as (

        select
            *,
            sum(is_apart) over (
                partition by entity_id order by from_at, until_at rows unbounded preceding
            ) as stretch_number
        from met

    )

    select
        entity_id as touched_entity,
        min(from_at) as from_at,
        max(to_at) as to_at,
        max(until_at) as until_at
    from numbered
    group by entity_id, stretch_number
{%- endmacro %}
