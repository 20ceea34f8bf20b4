{#
in_order(sql, columns)

    A query whose rows a table keeps in the order of some columns, of a time above all, so that what is
    asked for by them is found without the rest: on DuckDB, which knows of each block of rows its least
    and greatest value. PostgreSQL has indexes, and is given the query as it is.

    sql: a query
    columns: of it, as text; none: any order
#}
{% macro in_order(sql, columns) -%}
    {{ return(adapter.dispatch('in_order', 'org_funnels')(sql, columns) if columns else sql) }}
{%- endmacro %}

{% macro default__in_order(sql, columns) -%}
    {{ return(sql) }}
{%- endmacro %}

{% macro duckdb__in_order(sql, columns) -%}
    {{ return('select * from (' ~ sql ~ '\n) as rows_in_order order by ' ~ columns) }}
{%- endmacro %}
