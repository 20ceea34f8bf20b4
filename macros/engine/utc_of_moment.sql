{#
utc_of_moment(expression)

    A timestamp with time zone as one without, in UTC.

    expression: a finite timestamp with time zone
#}
{% macro utc_of_moment(expression) -%}
    {{ return(adapter.dispatch('utc_of_moment', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__utc_of_moment(expression) -%}
    {{ expression }} at time zone 'UTC'
{%- endmacro %}

{#
DuckDB asks a library about time zones for each row, even about UTC: a hundred times as long, on each load
time that a run filters by.
#}
{% macro duckdb__utc_of_moment(expression) -%}
    make_timestamp(epoch_us({{ expression }}))
{%- endmacro %}
