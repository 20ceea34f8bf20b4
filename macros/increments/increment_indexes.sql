{#
increment_indexes(relation)

    Makes the indexes that a model's `meta` lists, as SQL after `create index on <table>`, which dbt's own
    config can't say (an expression, a `where`), and counts the table. None on DuckDB, which finds rows by the ranges
    of their values in each block, and whose own indexes would be kept in memory.

    relation: a table that was just made
#}
{% macro increment_indexes(relation) -%}
    {{ return(adapter.dispatch('increment_indexes', 'org_funnels')(relation)) }}
{%- endmacro %}

{% macro default__increment_indexes(relation) -%}
    {%- for index in config.get('meta', {}).get('indexes', []) -%}
        {%- call statement('index') -%}
            create index on {{ relation }} {{ index }}
        {%- endcall -%}
    {%- endfor -%}
    {%- do run_query('analyze ' ~ relation) -%}
{%- endmacro %}

{% macro duckdb__increment_indexes(relation) -%}{%- endmacro %}
