{#
reconciled_by_key(pad_seconds)

    The CTEs from_production and orphans of reconciled_keys(), for keys that production has once.

        production row              events of its key                 state      event_count
        u1, 10:00                   10:01                             matched    1
        u2, 10:00                   10:01, 10:02                      matched    2   one is a duplicate
        u3, 10:00                   none                              missing    0
        u4, 10:00                   next day, pad of one hour         missing    1   another happening
        u5, 10:00, not in `where`   10:01                             excluded   1   on both sides
        none                        u6, 10:01                         orphan     1
        none                        two without a key on that day     orphan     2   the key is null

    Of several events, the one that arrived first is the row's. A key that production has twice
    gives two rows, and the test on the union then fails.

    pad_seconds: as for reconciled_keys(), whose CTEs production_rows and events it reads
#}
{% macro reconciled_by_key(pad_seconds) -%}
    numbered_events as (

        select
            key,
            event_id,
            window_date,
            occurred_at,
            loaded_at as arrived_at,
            count(*) over (partition by key) as event_count,
            row_number() over (
                partition by key
                order by
                    loaded_at asc nulls last,
                    occurred_at asc nulls last,
                    {{ org_funnels.byte_order('event_id') }} asc nulls last
            ) as event_number

        from events

        where key is not null

    ),

    event_keys as (

        select * from numbered_events
        where event_number = 1

    ),

    -- the first of each key's events that could be the one that the production row caused
    reached_events as (

        select
            production_rows.key,
            production_rows.production_at,
            min(numbered_events.event_number) as event_number

        from production_rows

        inner join numbered_events
            on production_rows.key = numbered_events.key

        {% if pad_seconds is not none -%}
        where
            numbered_events.occurred_at between
            {{ org_funnels.add_seconds('production_rows.production_at', -pad_seconds) }}
            and {{ org_funnels.add_seconds('production_rows.production_at', pad_seconds) }}

        {% endif -%}
        group by production_rows.key, production_rows.production_at

    ),

    from_production as (

        select
            production_rows.key,
            production_rows.window_date,
            production_rows.production_at,
            numbered_events.event_id,
            numbered_events.occurred_at,
            numbered_events.arrived_at,
            coalesce(event_keys.event_count, 0) as event_count,
            case
                when not production_rows.is_reconciled then 'excluded'
                when numbered_events.key is null then 'missing'
                else 'matched'
            end as state,
            production_rows.dimensions

        from production_rows

        left join event_keys
            on production_rows.key = event_keys.key

        left join reached_events
            on
                production_rows.key = reached_events.key
                and production_rows.production_at = reached_events.production_at

        left join numbered_events
            on
                reached_events.key = numbered_events.key
                and reached_events.event_number = numbered_events.event_number

    ),

    orphans as (

        select
            event_keys.key,
            event_keys.window_date,
            cast(null as timestamp) as production_at,
            event_keys.event_id,
            event_keys.occurred_at,
            event_keys.arrived_at,
            event_keys.event_count,
            'orphan' as state,
            '{}' as dimensions

        from event_keys

        left join production_rows
            on event_keys.key = production_rows.key

        where production_rows.key is null

    ),
{%- endmacro %}
