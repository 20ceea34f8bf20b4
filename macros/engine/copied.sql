{#
copied()

    What stands after `as` for a CTE of all events that is read several times. PostgreSQL keeps a copy of
    its rows, on disk where they are many: computing them again takes longer. DuckDB computes them again,
    because it would hold the copy in memory.
#}
{% macro copied() -%}
    {{ return(adapter.dispatch('copied', 'org_funnels')()) }}
{%- endmacro %}

{% macro default__copied() -%}
    materialized
{%- endmacro %}

{% macro duckdb__copied() -%}
    not materialized
{%- endmacro %}
