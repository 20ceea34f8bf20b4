{#
temporary_union(name, selects)

    temporary_table() of the rows of several queries. On DuckDB an insert for each, sent together:
    planning many in one query takes it much longer than one by one.

    name: its name
    selects: queries with the same columns and types
#}
{% macro temporary_union(name, selects) -%}
    {{ return(adapter.dispatch('temporary_union', 'org_funnels')(name, selects)) }}
{%- endmacro %}

{% macro default__temporary_union(name, selects) -%}
    {%- do org_funnels.temporary_table(name, selects | join(' union all ')) -%}
{%- endmacro %}

{% macro duckdb__temporary_union(name, selects) -%}
    {%- do org_funnels.temporary_table(name, selects | join(';\ninsert into ' ~ name ~ ' ')) -%}
{%- endmacro %}
