{#
touched_view(node)

    The view <model>__touched of a model, from the graph; none where it has none.

    node: the model, from the graph
#}
{% macro touched_view(node) -%}
    {%- for unique_id in node['depends_on']['nodes'] -%}
        {%- set upstream = graph.nodes.get(unique_id) -%}
        {%- if upstream and upstream['name'] == node['name'] ~ '__touched' -%}
            {{ return(api.Relation.create(database=upstream['database'], schema=upstream['schema'], identifier=upstream['alias'])) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}
