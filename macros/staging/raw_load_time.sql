{#
raw_load_time(columns, loaded_at)

    When the row was loaded: the column that the tracking plan names, else uuid_ts (Segment) or
    loaded_at (RudderStack and others), else received_at; where there is none, unknown_load_time().
    Never null, so that each row has a load day in the ledger, and never a client's clock: what the
    data's end is must not depend on it.

    columns: what raw_table_columns() gave
    loaded_at: the column that the tracking plan names for the source, or none
#}
{% macro raw_load_time(columns, loaded_at=none) -%}
    coalesce(
        {%- for name in org_funnels.load_time_columns(columns, loaded_at) %}
        {{ org_funnels.raw_time(columns, name) }},
        {%- endfor %}
        {{ org_funnels.unknown_load_time() }}
    )
{%- endmacro %}
