{#
raw_load_time(columns)

    When the row was loaded: uuid_ts (Segment) or loaded_at (RudderStack and others), else
    received_at, else the client's times, else 1970-01-01. Never null, so that each row has a load
    day in the ledger.

    columns: what raw_table_columns() gave
#}
{% macro raw_load_time(columns) -%}
    {%- set times = [] -%}
    {%- for name in ['uuid_ts', 'loaded_at', 'received_at', 'sent_at', 'original_timestamp', 'timestamp'] -%}
        {%- if columns.get(name) -%}{%- do times.append(org_funnels.raw_time(columns, name)) -%}{%- endif -%}
    {%- endfor -%}
    coalesce(
        {%- for time in times %}
        {{ time }},
        {%- endfor %}
        {{ org_funnels.unknown_load_time() }}
    )
{%- endmacro %}
