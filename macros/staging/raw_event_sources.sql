{#
raw_event_sources()

    The raw event tables of the tracking plan: the sources that var('raw_loads_model') reads, as dbt's
    graph has them, by schema and name.
#}
{% macro raw_event_sources() -%}
    {%- set read = [] -%}
    {%- for node in graph.nodes.values() if node['resource_type'] == 'model' and node['name'] == var('raw_loads_model') -%}
        {%- do read.extend(node['depends_on']['nodes']) -%}
    {%- endfor -%}
    {{ return(graph.sources.values() | selectattr('unique_id', 'in', read) | sort(attribute='schema,identifier') | list) }}
{%- endmacro %}
