{#
load_time_columns(columns, loaded_at)

    The raw columns that say when a row was loaded, most trusted first, of those that the table has:
    see raw_load_time().

    columns: what raw_table_columns() gave
    loaded_at: the column that the tracking plan names for the source, or none
#}
{% macro load_time_columns(columns, loaded_at=none) -%}
    {%- set names = [] -%}
    {%- for name in [(loaded_at or 'uuid_ts') | lower, 'uuid_ts', 'loaded_at', 'received_at'] | unique -%}
        {%- if columns.get(name) -%}{%- do names.append(name) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
