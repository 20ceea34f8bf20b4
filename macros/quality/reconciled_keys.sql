{#
reconciled_keys(check_name, production_model, production_key, production_at, production_where,
                event_name, event_key, timezone, pad_seconds=none, dimensions=[],
                has_internal=false)

    Production rows and the events that they must have caused, put side by side by key. One row per
    key of production or of an event, and one per day for the events that carry no key at all.

        production row              events of its key                 state      event_count
        u1, 10:00                   10:01                             matched    1
        u2, 10:00                   10:01, 10:02                      matched    2   one is a duplicate
        u3, 10:00                   none                              missing    0
        u4, 10:00                   next day, pad of one hour         missing    1   another happening
        u5, 10:00, not in `where`   10:01                             excluded   1   on both sides
        none                        u6, 10:01                         orphan     1
        none                        two without a key on that day     orphan     2   the key is null

    Columns: check_name; key; window_date, the local day of production_at, or for an orphan that of
    its first event; production_at; event_id, occurred_at and arrived_at (its load time) of the
    matching event that arrived first; event_count, all events of the key; state; dimensions, JSON.

    The key is the event's own raw value, never a stitched one: a race between ids is how events get
    lost. A key that production has twice gives two rows, and the test on the union then fails: to
    match actions that repeat is another rule.

    check_name, event_name, timezone: text; the time zone is an IANA name
    production_model: a relation
    production_key, production_at: its columns, the time in UTC
    production_where: a list of {'column', 'op', 'value'}; rows that it does not take are excluded
    event_key: a column of int_events__dispositions, or {'property': name}
    pad_seconds: seconds that an event may lie before or after production_at; none: any
    dimensions: names to break the missing down by: keys of the JSON column `attributes` of the
        production model, or {'column': name}
    has_internal: the model has a column is_internal; its internal rows are then excluded, unless
        var('include_internal')
#}
{% macro reconciled_keys(
    check_name, production_model, production_key, production_at, production_where,
    event_name, event_key, timezone, pad_seconds=none, dimensions=[], has_internal=false
) -%}
    {%- set timezone_literal = org_funnels.literal(timezone) -%}
    with

    production_rows as (

        select
            cast({{ production_key }} as {{ dbt.type_string() }}) as key,
            {{ production_at }} as production_at,
            {{ org_funnels.production_predicate(production_where) }}
            {%- if has_internal and not var('include_internal', false) %} and not is_internal{% endif %}
                as is_reconciled,
            {{ org_funnels.production_dimensions(dimensions) }} as dimensions

        from {{ production_model }}

    ),

    events as (

        select
            {{ org_funnels.event_key(event_key) }} as key,
            event_id,
            occurred_at,
            loaded_at

        from {{ ref('int_events__dispositions') }}

        where
            disposition = 'event'
            and event_name = {{ org_funnels.literal(event_name) }}

    ),

    numbered_events as (

        select
            key,
            event_id,
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
            {{ org_funnels.local_date('production_rows.production_at', timezone_literal) }} as window_date,
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
            {{ org_funnels.local_date('event_keys.occurred_at', timezone_literal) }} as window_date,
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

    events_without_key as (

        select
            cast(null as {{ dbt.type_string() }}) as key,
            {{ org_funnels.local_date('occurred_at', timezone_literal) }} as window_date,
            cast(null as timestamp) as production_at,
            cast(null as {{ dbt.type_string() }}) as event_id,
            min(occurred_at) as occurred_at,
            min(loaded_at) as arrived_at,
            count(*) as event_count,
            'orphan' as state,
            '{}' as dimensions

        from events

        where key is null

        group by {{ org_funnels.local_date('occurred_at', timezone_literal) }}

    ),

    reconciled as (

        select * from from_production
        union all
        select * from orphans
        union all
        select * from events_without_key

    )

    select
        cast({{ org_funnels.literal(check_name) }} as {{ dbt.type_string() }}) as check_name,
        key,
        window_date,
        production_at,
        event_id,
        occurred_at,
        arrived_at,
        cast(event_count as bigint) as event_count,
        cast(state as {{ dbt.type_string() }}) as state,
        cast(dimensions as {{ dbt.type_string() }}) as dimensions

    from reconciled
{%- endmacro %}
