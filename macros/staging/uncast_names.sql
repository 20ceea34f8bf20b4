{#
uncast_names(event, branch, columns)

    The names of the raw columns, comma-separated, whose value on this row says something that its
    type cannot hold: `ten` seats, a date of 30 February. '' when there are none. An empty text says
    nothing.

    event, branch: as in raw_event_rows()
    columns: what raw_table_columns() gave
#}
{% macro uncast_names(event, branch, columns) -%}
    {%- set checks = [] -%}
    {%- for name, type in event['properties'].items() if type != 'text' -%}
        {%- do checks.append([branch['columns'].get(name, name), type]) -%}
    {%- endfor -%}
    {%- set times = ['uuid_ts', 'loaded_at', 'received_at', 'sent_at', 'original_timestamp', 'timestamp'] -%}
    {%- for name in ([branch.get('loaded_at') or 'uuid_ts'] + times) | unique -%}
        {%- do checks.append([name, 'timestamp']) -%}
    {%- endfor -%}
    concat_ws(
        ',',
        {%- for name, type in checks if columns.get(name | lower) %}
        {%- set column = columns[name | lower] %}
        {%- set quoted = adapter.quote(column['name']) %}
        {%- set is_time = column['family'] in ['timestamp', 'timestamptz', 'date'] %}
        {%- set cast = org_funnels.raw_property(columns, name, type) %}
        case
            {#- of a time the one thing that is lost is infinity, which has no text either #}
            {%- if is_time and type == 'timestamp' %}
            when not isfinite({{ quoted }})
            {%- elif is_time %}
            when {{ quoted }} is not null and ({{ cast }}) is null
            {%- else %}
            when {{ org_funnels.trimmed(org_funnels.raw_text(columns, name)) }} <> '' and ({{ cast }}) is null
            {%- endif %}
                then {{ org_funnels.literal(name) }}
        end,
        {%- endfor %}
        cast(null as {{ dbt.type_string() }})
    )
{%- endmacro %}
