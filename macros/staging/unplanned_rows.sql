{#
unplanned_rows(event, branch, columns)

    The rows of one split raw table that no branch takes: see stage_unplanned().

    event, branch: as in raw_event_rows(), with no name, no org and no property
    columns: what raw_table_columns() gave
#}
{% macro unplanned_rows(event, branch, columns) -%}
    select
        {%- for name, type in org_funnels.event_columns() %}
        {%- if name == 'source' %}
        {{ org_funnels.literal(branch['source']) }} as source
        {%- elif name == 'source_table' %}
        {{ org_funnels.literal(branch['source'] ~ '.' ~ branch['table']) }} as source_table
        {%- elif name == 'plan_rejection' %}
        'unplanned' as plan_rejection
        {%- elif name == 'occurred_at' %}
        coalesce(
            stated_at, original_at, sent_at, received_at, nullif(loaded_at, {{ org_funnels.unknown_load_time() }})
        ) as occurred_at
        {%- elif name == 'uncast_columns' %}
        nullif(uncast_columns, '') as uncast_columns
        {%- elif name in ['event_id', 'anonymous_id', 'user_id'] %}
        {{ org_funnels.id_of_raw_text(name) }} as {{ name }}
        {%- elif name in ['received_at', 'loaded_at', 'treatments', 'properties'] %}
        {{ name }}
        {%- else %}
        cast(null as {{ type }}) as {{ name }}
        {%- endif %}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from (
        {{ org_funnels.raw_event_values(event, branch, columns) }}
    ) as raw_values
    where plan_branch is null
{%- endmacro %}
