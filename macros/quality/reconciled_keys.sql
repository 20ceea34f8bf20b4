{#
reconciled_keys(check_name, production_model, production_key, production_at, production_where,
                event_name, event_key, timezone, pad_seconds=none, dimensions=[],
                has_internal=false, match='key')

    Production rows and the events that they must have caused, put side by side. One row per
    production row, per event or key of events that no row explains, and one per day for the events
    that carry no key at all.

    Columns: check_name; key, unique in the check; window_date, the local day of production_at, or
    for an orphan that of its first event; production_at; event_id, occurred_at and arrived_at (its
    load time) of the matching event; event_count, the events that are the row's; state; dimensions,
    JSON.

    match: how the two sides meet, each with a macro of its own that shows its cases:
        key                  reconciled_by_key()
        key_in_time_order    reconciled_in_time_order(), for actions that repeat; needs pad_seconds
        count                reconciled_by_count(), where there is no key
    check_name, event_name, timezone: text; the time zone is an IANA name
    production_model: a relation
    production_key, production_at: its columns, the time in UTC; the key is none for `count`
    production_where: a list of {'column', 'op', 'value'}; rows that it does not take are excluded
    event_key: see event_key(); none for `count`. It is the event's own raw value, never a stitched
        one: a race between ids is how events get lost
    pad_seconds: seconds that an event may lie before or after production_at; none: any
    dimensions: names to break the missing down by: keys of the JSON column `attributes` of the
        production model, or {'column': name}
    has_internal: the model has a column is_internal; its internal rows are then excluded, unless
        var('include_internal')
#}
{% macro reconciled_keys(
    check_name, production_model, production_key, production_at, production_where,
    event_name, event_key, timezone, pad_seconds=none, dimensions=[], has_internal=false, match='key'
) -%}
    {%- set leaves_out_internal = has_internal and not var('include_internal', false) -%}
    with {{ 'recursive' if match == 'key_in_time_order' }}

    production_rows as (

        select
            cast({{ production_key or 'null' }} as {{ dbt.type_string() }}) as key,
            {{ production_at }} as production_at,
            {{ org_funnels.local_date(production_at, org_funnels.literal(timezone)) }} as window_date,
            {{ org_funnels.production_predicate(production_where) }}
            {%- if leaves_out_internal %} and not is_internal{% endif %} as is_reconciled,
            {{ org_funnels.production_dimensions(dimensions) }} as dimensions

        from {{ production_model }}

    ),

    events as (

        {{ org_funnels.reconciled_events(
            event_name, event_key, timezone, leaves_out_internal and match == 'count'
        ) | indent(8) }}

    ),

    {% if match == 'count' -%}
        {{ org_funnels.reconciled_by_count() }}
    {%- elif match == 'key_in_time_order' -%}
        {{ org_funnels.reconciled_in_time_order(pad_seconds) }}
    {%- else -%}
        {{ org_funnels.reconciled_by_key(pad_seconds) }}
    {%- endif %}

    events_without_key as (

        select
            cast(null as {{ dbt.type_string() }}) as key,
            window_date,
            cast(null as timestamp) as production_at,
            cast(null as {{ dbt.type_string() }}) as event_id,
            min(occurred_at) as occurred_at,
            min(loaded_at) as arrived_at,
            count(*) as event_count,
            'orphan' as state,
            '{}' as dimensions

        from events

        where key is null {{- ' and false' if match == 'count' }}

        group by window_date

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
