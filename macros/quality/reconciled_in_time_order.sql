{#
reconciled_in_time_order(pad_seconds)

    The CTEs from_production and orphans of reconciled_keys(), for keys that act again and again: an
    org adds one thing and another. Rows are taken in the order of time, and each takes the earliest
    event of its key within the pad that no row before it has taken. No other pairing leaves fewer
    rows without an event, because every row reaches equally far.

        pad of 10 minutes
        rows of a key                 events of it
        10:00, 10:05                  10:01, 10:06           both matched
        10:00, 10:05                  10:06                  the first matched, the second missing
        10:00, 12:00                  12:01                  the first missing, the second matched
        10:00                         09:55, 10:01           matched with 09:55; 10:01 is an orphan
        10:00, 10:05; the first
            is not in `where`         10:06                  excluded, matched
        10:00, not in `where`         10:01                  excluded, on both sides

    Keys get the row's number among those of its key, 7#2; an excluded row's is 7#-1, an orphan's
    7#+1. Excluded rows take no event from others: an event that is left over is no orphan where an
    excluded row could have caused it.

    pad_seconds: seconds that an event may lie before or after its row

A row and an event can only meet where no pause longer than the pad lies between them. So the times
of a key, of both sides together, are cut at such pauses, and the rows of all the pieces are walked
at once: the recursion is as deep as the longest piece has rows, not as deep as the busiest key.
#}
{% macro reconciled_in_time_order(pad_seconds) -%}
    moments as (

        select key, production_at as happened_at from production_rows
        where is_reconciled
        union
        select key, occurred_at as happened_at from events
        where key is not null

    ),

    paused as (

        select
            key,
            happened_at,
            case
                when
                    happened_at <= {{ org_funnels.add_seconds(
                        'lag(happened_at) over (partition by key order by happened_at asc nulls last)', pad_seconds
                    ) }}
                    then 0
                else 1
            end as begins_piece

        from moments

    ),

    pieces as (

        select
            key,
            happened_at,
            sum(begins_piece) over (
                partition by key
                order by happened_at asc nulls last
                rows between unbounded preceding and current row
            ) as piece

        from paused

    ),

    placed_events as (

        select
            events.key,
            events.event_id,
            events.window_date,
            events.occurred_at,
            events.loaded_at,
            pieces.piece,
            row_number() over (
                partition by events.key, pieces.piece
                order by
                    events.occurred_at asc nulls last,
                    {{ org_funnels.byte_order('events.event_id') }} asc nulls last
            ) as place

        from events

        inner join pieces
            on
                events.key = pieces.key
                and events.occurred_at = pieces.happened_at

    ),

    placed_rows as (

        select
            production_rows.*,
            pieces.piece,
            row_number() over (
                partition by production_rows.key, pieces.piece
                order by
                    production_rows.production_at asc nulls last,
                    {{ org_funnels.byte_order('production_rows.dimensions') }} asc nulls last
            ) as place,
            row_number() over (
                partition by production_rows.key
                order by
                    production_rows.production_at asc nulls last,
                    {{ org_funnels.byte_order('production_rows.dimensions') }} asc nulls last
            ) as number_of_key

        from production_rows

        inner join pieces
            on
                production_rows.key = pieces.key
                and production_rows.production_at = pieces.happened_at

        where production_rows.is_reconciled

    ),

    excluded_rows as (

        select
            *,
            row_number() over (
                partition by key
                order by
                    production_at asc nulls last,
                    {{ org_funnels.byte_order('dimensions') }} asc nulls last
            ) as number_of_key

        from production_rows

        where not is_reconciled

    ),

    -- the events of its piece that a row can reach lie side by side
    reaches as (

        select
            placed_rows.key,
            placed_rows.piece,
            placed_rows.place,
            min(placed_events.place) as first_place,
            max(placed_events.place) as last_place

        from placed_rows

        left join placed_events
            on
                placed_rows.key = placed_events.key
                and placed_rows.piece = placed_events.piece
                and placed_events.occurred_at between
                {{ org_funnels.add_seconds('placed_rows.production_at', -pad_seconds) }}
                and {{ org_funnels.add_seconds('placed_rows.production_at', pad_seconds) }}

        group by placed_rows.key, placed_rows.piece, placed_rows.place

    ),

    -- free_place: the first event that no row up to here has taken or passed
    taken as (

        select
            key,
            piece,
            place,
            first_place as event_place,
            coalesce(first_place + 1, 1) as free_place

        from reaches

        where place = 1

        union all

        select
            reaches.key,
            reaches.piece,
            reaches.place,
            case
                when greatest(reaches.first_place, taken.free_place) <= reaches.last_place
                    then greatest(reaches.first_place, taken.free_place)
            end as event_place,
            case
                when greatest(reaches.first_place, taken.free_place) <= reaches.last_place
                    then greatest(reaches.first_place, taken.free_place) + 1
                else taken.free_place
            end as free_place

        from taken

        inner join reaches
            on
                taken.key = reaches.key
                and taken.piece = reaches.piece
                and taken.place + 1 = reaches.place

    ),

    from_production as (

        select
            placed_rows.key || '#' || cast(placed_rows.number_of_key as {{ dbt.type_string() }})
                as key,
            placed_rows.window_date,
            placed_rows.production_at,
            placed_events.event_id,
            placed_events.occurred_at,
            placed_events.loaded_at as arrived_at,
            case when placed_events.event_id is null then 0 else 1 end as event_count,
            case when placed_events.event_id is null then 'missing' else 'matched' end as state,
            placed_rows.dimensions

        from placed_rows

        inner join taken
            on
                placed_rows.key = taken.key
                and placed_rows.piece = taken.piece
                and placed_rows.place = taken.place

        left join placed_events
            on
                taken.key = placed_events.key
                and taken.piece = placed_events.piece
                and taken.event_place = placed_events.place

        union all

        select
            key || '#-' || cast(number_of_key as {{ dbt.type_string() }}) as key,
            window_date,
            production_at,
            cast(null as {{ dbt.type_string() }}) as event_id,
            cast(null as timestamp) as occurred_at,
            cast(null as timestamp) as arrived_at,
            0 as event_count,
            'excluded' as state,
            dimensions

        from excluded_rows

    ),

    orphans as (

        select
            placed_events.key || '#+' || cast(
                row_number() over (
                    partition by placed_events.key
                    order by placed_events.piece asc, placed_events.place asc
                ) as {{ dbt.type_string() }}
            ) as key,
            placed_events.window_date,
            cast(null as timestamp) as production_at,
            placed_events.event_id,
            placed_events.occurred_at,
            placed_events.loaded_at as arrived_at,
            1 as event_count,
            'orphan' as state,
            '{}' as dimensions

        from placed_events

        left join taken
            on
                placed_events.key = taken.key
                and placed_events.piece = taken.piece
                and placed_events.place = taken.event_place

        where
            taken.key is null
            and not exists (
                select 1 from excluded_rows
                where
                    excluded_rows.key = placed_events.key
                    and placed_events.occurred_at between
                    {{ org_funnels.add_seconds('excluded_rows.production_at', -pad_seconds) }}
                    and {{ org_funnels.add_seconds('excluded_rows.production_at', pad_seconds) }}
            )

    ),
{%- endmacro %}
