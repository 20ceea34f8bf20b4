{#
drop_temporary_tables()

    Lets go of what an increment made for itself. PostgreSQL does at the end of the transaction; DuckDB
    would keep it in memory until the same thread makes another.
#}
{% macro drop_temporary_tables() -%}
    {{ return(adapter.dispatch('drop_temporary_tables', 'org_funnels')()) }}
{%- endmacro %}

{% macro default__drop_temporary_tables() -%}{%- endmacro %}

{% macro duckdb__drop_temporary_tables() -%}
    {%- set tables = run_query("select table_name from duckdb_tables() where temporary").rows -%}
    {%- if tables -%}
        {%- call statement('dropped') -%}
            {%- for (name,) in tables -%}
            drop table temp.main.{{ adapter.quote(name) }};
            {%- endfor -%}
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}
