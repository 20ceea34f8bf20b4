{#
row_estimate(relation)

    SQL for about how many rows a table has, without counting them.

    relation: a table that is there
#}
{% macro row_estimate(relation) -%}
    {{ return(adapter.dispatch('row_estimate', 'org_funnels')(relation)) }}
{%- endmacro %}

{% macro default__row_estimate(relation) -%}
    select cast(reltuples as bigint) from pg_class where oid = {{ org_funnels.literal(relation | string) }}::regclass
{%- endmacro %}

{% macro duckdb__row_estimate(relation) -%}
    select estimated_size
    from duckdb_tables()
    where
        database_name = current_database()
        and schema_name = {{ org_funnels.literal(relation.schema) }}
        and table_name = {{ org_funnels.literal(relation.identifier) }}
{%- endmacro %}
