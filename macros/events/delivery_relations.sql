{#
delivery_relations()

    Relations that together have the rows of int_events__deliveries, each in its own statement: that model
    itself, or on DuckDB what the company's events model unites. DuckDB plans a union of hundreds of
    models for minutes, and each of them by itself in a moment. `plan sync` says of the model that it
    generates that it is a plain union, `is_union_of_parents` in its meta; and the view in the warehouse
    must unite what dbt's graph says, or it was built from another plan, and is read as it is.
#}
{% macro delivery_relations() -%}
    {{ return(adapter.dispatch('delivery_relations', 'org_funnels')() or [ref('int_events__deliveries')]) }}
{%- endmacro %}

{% macro default__delivery_relations() -%}
    {{ return([]) }}
{%- endmacro %}

{% macro duckdb__delivery_relations() -%}
    {%- set relations = [] -%}
    {%- for union in graph.nodes.values()
        if union['resource_type'] == 'model' and union['name'] == var('events_model')
        and union['config']['materialized'] == 'view' and union['config']['meta'].get('is_union_of_parents') -%}
        {%- for unique_id in union['depends_on']['nodes'] -%}
            {%- set node = graph.nodes[unique_id] -%}
            {%- do relations.append(api.Relation.create(
                database=node['database'], schema=node['schema'], identifier=node['alias']
            )) -%}
        {%- endfor -%}
        {%- set united = run_query(
            "select unnest(regexp_extract_all(sql, 'FROM ([^ ()]+)', 1)) from duckdb_views() "
            ~ "where database_name = current_database() and schema_name = " ~ org_funnels.literal(union['schema'])
            ~ " and view_name = " ~ org_funnels.literal(union['alias'])
        ).columns[0].values() -%}
        {%- set names = [] -%}
        {%- for name in united -%}{%- do names.append(name.split('.')[-1] | replace('"', '')) -%}{%- endfor -%}
        {%- if names | sort != relations | map(attribute='identifier') | sort -%}{{ return([]) }}{%- endif -%}
    {%- endfor -%}
    {{ return(relations) }}
{%- endmacro %}
