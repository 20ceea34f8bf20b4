{#
reconciled_by_count()

    The CTEs from_production and orphans of reconciled_keys() where nothing says which event is
    whose: the first row of a day is held against the first event of the day, and so on. What is
    left over on one side is missing, on the other an orphan; which ones they are is not known.

        rows of a day            events of it
        10:00, 11:00             10:01, 11:01          2 matched
        10:00, 11:00             11:01                 1 matched, 1 missing
        10:00                    10:01, 10:02          1 matched, 1 orphan
        10:00, not in `where`    10:01                 1 excluded, 1 orphan: events have no `where`

    Keys are the day and a number: 2026-03-01#2, and 2026-03-01#+1 for an orphan. Excluded rows are
    numbered apart, 2026-03-01#-1.
#}
{% macro reconciled_by_count() -%}
    numbered_rows as (

        select
            *,
            row_number() over (
                partition by window_date, is_reconciled
                order by
                    production_at asc nulls last,
                    {{ org_funnels.byte_order('dimensions') }} asc nulls last
            ) as place

        from production_rows

    ),

    row_counts as (

        select
            window_date,
            count(*) as row_count

        from production_rows

        where is_reconciled

        group by window_date

    ),

    numbered_events as (

        select
            *,
            row_number() over (
                partition by window_date
                order by
                    occurred_at asc nulls last,
                    {{ org_funnels.byte_order('event_id') }} asc nulls last
            ) as place

        from events

    ),

    from_production as (

        select
            cast(numbered_rows.window_date as {{ dbt.type_string() }})
            || case when numbered_rows.is_reconciled then '#' else '#-' end
            || cast(numbered_rows.place as {{ dbt.type_string() }}) as key,
            numbered_rows.window_date,
            numbered_rows.production_at,
            numbered_events.event_id,
            numbered_events.occurred_at,
            numbered_events.loaded_at as arrived_at,
            case when numbered_events.event_id is null then 0 else 1 end as event_count,
            case
                when not numbered_rows.is_reconciled then 'excluded'
                when numbered_events.event_id is null then 'missing'
                else 'matched'
            end as state,
            numbered_rows.dimensions

        from numbered_rows

        left join numbered_events
            on
                numbered_rows.is_reconciled
                and numbered_rows.window_date = numbered_events.window_date
                and numbered_rows.place = numbered_events.place

    ),

    orphans as (

        select
            cast(numbered_events.window_date as {{ dbt.type_string() }}) || '#+'
            || cast(
                numbered_events.place - coalesce(row_counts.row_count, 0) as {{ dbt.type_string() }}
            ) as key,
            numbered_events.window_date,
            cast(null as timestamp) as production_at,
            numbered_events.event_id,
            numbered_events.occurred_at,
            numbered_events.loaded_at as arrived_at,
            1 as event_count,
            'orphan' as state,
            '{}' as dimensions

        from numbered_events

        left join row_counts
            on numbered_events.window_date = row_counts.window_date

        where numbered_events.place > coalesce(row_counts.row_count, 0)

    ),
{%- endmacro %}
