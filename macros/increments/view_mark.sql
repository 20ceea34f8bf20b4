{#
view_mark(relation, node, sql)

    SQL for one row: the mark that a view has now, null where there is no such view, and the mark that it
    has once it is made of a query.

    PostgreSQL drops a view with what it reads, so that the query alone decides. DuckDB does not: there the
    mark is of what the view reads too, the marks of views and the columns of tables.

    relation: a view
    node: the model, from the graph
    sql: its query
#}
{% macro view_mark(relation, node, sql) -%}
    {{ return(adapter.dispatch('view_mark', 'org_funnels')(relation, node, 'made of ' ~ local_md5(sql))) }}
{%- endmacro %}

{% macro default__view_mark(relation, node, mark) -%}
    select
        (
            select obj_description(pg_class.oid, 'pg_class')
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where
                relkind = 'v'
                and nspname = {{ org_funnels.literal(relation.schema) }}
                and relname = {{ org_funnels.literal(relation.identifier) }}
        ) as found,
        {{ org_funnels.literal(mark) }} as wanted
{%- endmacro %}

{% macro duckdb__view_mark(relation, node, mark) -%}
    {%- set read = [] -%}
    {%- for unique_id in node['depends_on']['nodes'] -%}
        {%- set upstream = graph.nodes.get(unique_id) or graph.sources.get(unique_id) -%}
        {%- do read.append(
            '(' ~ org_funnels.literal(upstream['schema']) ~ ', ' ~ org_funnels.literal(upstream.get('alias') or upstream['identifier']) ~ ')'
        ) -%}
    {%- endfor -%}
    select
        (
            select comment
            from duckdb_views()
            where
                database_name = current_database()
                and schema_name = {{ org_funnels.literal(relation.schema) }}
                and view_name = {{ org_funnels.literal(relation.identifier) }}
        ) as found,
        {{ org_funnels.literal(mark) }}
        {%- if read %} || md5(coalesce((
            select string_agg(code, '' order by schema_name, name)
            from (
                select schema_name, view_name as name, coalesce(comment, sql) as code
                from duckdb_views()
                where database_name = current_database() and (schema_name, view_name) in ({{ read | join(', ') }})
                union all
                select schema_name, table_name, sql
                from duckdb_tables()
                where database_name = current_database() and (schema_name, table_name) in ({{ read | join(', ') }})
            ) as inputs
        ), ''))
        {%- endif %} as wanted
{%- endmacro %}
