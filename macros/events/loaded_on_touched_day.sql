{#
loaded_on_touched_day()

    SQL on source_table and loaded_at: whether that raw table and load day are in the temporary table
    `touched`. On PostgreSQL a range of loaded_at for each, which an index finds; DuckDB takes an
    equality for that, and a range for every pair of days and rows.
#}
{% macro loaded_on_touched_day() -%}
    {{ return(adapter.dispatch('loaded_on_touched_day', 'org_funnels')()) }}
{%- endmacro %}

{% macro default__loaded_on_touched_day() -%}
    exists (
        select 1
        from touched
        where
            source_table = touched.touched_table
            and loaded_at >= cast(touched.touched_date as timestamp)
            and loaded_at < {{ org_funnels.add_seconds('cast(touched.touched_date as timestamp)', 86400) }}
    )
{%- endmacro %}

{% macro duckdb__loaded_on_touched_day() -%}
    (source_table, cast(loaded_at as date)) in (select touched_table, touched_date from touched)
{%- endmacro %}
