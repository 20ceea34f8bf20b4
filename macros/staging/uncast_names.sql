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
    {%- for name in ['uuid_ts', 'loaded_at', 'received_at', 'sent_at', 'original_timestamp', 'timestamp'] -%}
        {%- if columns.get(name, {}).get('family') in ['text', 'unknown', 'integer', 'float', 'decimal', 'other'] -%}
            {%- do checks.append([name, 'timestamp']) -%}
        {%- endif -%}
    {%- endfor -%}
    concat_ws(
        ',',
        {%- for name, type in checks if columns.get(name | lower) %}
        case
            when trim({{ org_funnels.raw_text(columns, name) }}) <> ''
                and ({{ org_funnels.raw_property(columns, name, type) }}) is null
                then {{ org_funnels.literal(name) }}
        end,
        {%- endfor %}
        cast(null as {{ dbt.type_string() }})
    )
{%- endmacro %}
