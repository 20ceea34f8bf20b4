{#
raw_table_indexes()

    dbt run-operation raw_table_indexes

    Prints the `create index` statements that runs want on the raw event tables, for whoever may write
    there: on when a row was loaded, by which a run finds what is new. Without them PostgreSQL reads each
    raw table whole in every run. A table whose load time is a text can't have one, because what moment a
    text means depends on who asks; it is named in a comment. None on DuckDB, which finds rows by the
    ranges of their values in each block.
#}
{% macro raw_table_indexes() -%}
    {{ return(adapter.dispatch('raw_table_indexes', 'org_funnels')()) }}
{%- endmacro %}

{% macro default__raw_table_indexes() -%}
    {%- for source in org_funnels.raw_event_sources() -%}
        {%- set relation = load_relation(api.Relation.create(
            database=source['database'], schema=source['schema'], identifier=source['identifier']
        )) -%}
        {%- if relation is not none -%}
            {%- do print(org_funnels.raw_table_index(relation, source.get('loaded_at_field'))) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro duckdb__raw_table_indexes() -%}
    {%- do print('-- DuckDB needs no index on raw tables.') -%}
{%- endmacro %}
