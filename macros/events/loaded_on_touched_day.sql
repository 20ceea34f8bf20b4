{#
loaded_on_touched_day()

    SQL on source_table and loaded_at: the condition of a join with the temporary table `touched`, which
    has each raw table and load day once. On PostgreSQL a range of loaded_at for each, which an index
    finds; DuckDB takes an equality for that, and a range for every pair of days and rows.
#}
{% macro loaded_on_touched_day() -%}
    {{ return(adapter.dispatch('loaded_on_touched_day', 'org_funnels')()) }}
{%- endmacro %}

{% macro default__loaded_on_touched_day() -%}
    source_table = touched_table
    and loaded_at >= cast(touched_date as timestamp)
    and loaded_at < {{ org_funnels.add_seconds('cast(touched_date as timestamp)', 86400) }}
{%- endmacro %}

{% macro duckdb__loaded_on_touched_day() -%}
    source_table = touched_table and cast(loaded_at as date) = touched_date
{%- endmacro %}
