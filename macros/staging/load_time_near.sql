{#
load_time_near(columns, loaded_at)

    The raw column that comes first in raw_load_time(), where comparing it with a time spares the engine
    reading what is far from it; none where it does not. DuckDB looks up a column in what it knows of
    each block of rows, and computes an expression for every row. PostgreSQL has an index on the
    expression: see raw_table_indexes().

    columns: what raw_table_columns() gave
    loaded_at: the column that the tracking plan names for the source, or none
#}
{% macro load_time_near(columns, loaded_at=none) -%}
    {{ return(adapter.dispatch('load_time_near', 'org_funnels')(columns, loaded_at)) }}
{%- endmacro %}

{% macro default__load_time_near(columns, loaded_at) -%}
    {{ return(none) }}
{%- endmacro %}

{% macro duckdb__load_time_near(columns, loaded_at) -%}
    {%- set names = org_funnels.load_time_columns(columns, loaded_at) -%}
    {%- if names and columns[names[0]]['family'] in ['timestamp', 'timestamptz', 'date'] -%}
        {{ return(adapter.quote(columns[names[0]]['name'])) }}
    {%- endif -%}
    {{ return(none) }}
{%- endmacro %}
