{#
increment_reads_node(unique_id, reader, found, waiting)

    One step of increment_reads(): adds what a relation is to `found`, and what it reads itself to
    `waiting` where it is no more than a query.

    unique_id: of a model, seed, snapshot or source
    reader: the name of the model that asks
    found, waiting: as in increment_reads()
#}
{% macro increment_reads_node(unique_id, reader, found, waiting) -%}
    {%- set node = graph.nodes.get(unique_id) -%}
    {%- set kind = node['config']['materialized'] if node else 'source' -%}
    {%- if kind == 'increment' -%}
        {%- do found['logged'].append(node['name']) -%}
    {%- elif kind in ['view', 'ephemeral'] -%}
        {%- if node['name'] != reader ~ '__touched' -%}
            {%- do found['views'].append([node['schema'], node['alias']]) if kind == 'view' -%}
            {%- do waiting.extend(node['depends_on']['nodes']) -%}
        {%- endif -%}
    {%- elif kind != 'kept' -%}
        {%- do found.update({'is_open': true}) -%}
    {%- endif -%}
{%- endmacro %}
