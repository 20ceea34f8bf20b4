{#
temporary_table(name, sql)

    Makes a table that only this transaction sees, and tells the planner what is in it.

    name: its name
    sql: a query
#}
{% macro temporary_table(name, sql) -%}
    {{ return(adapter.dispatch('temporary_table', 'org_funnels')(name, sql)) }}
{%- endmacro %}

{% macro default__temporary_table(name, sql) -%}
    {%- call statement(name) -%}
        create temporary table {{ name }} on commit drop as {{ sql }}
    {%- endcall -%}
    {%- do run_query('analyze ' ~ name) -%}
{%- endmacro %}

{% macro duckdb__temporary_table(name, sql) -%}
    {%- call statement(name) -%}
        create or replace temporary table {{ name }} as {{ sql }}
    {%- endcall -%}
{%- endmacro %}
