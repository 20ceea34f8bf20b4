{#
increment_reads(node)

    What a model reads, through views and ephemeral models:

        logged    names of the increments among it: what changes in them is in the log
        views     [schema, name] of the views on the way, whose code is part of the model's
        is_open   whether there is anything else: raw tables, seeds, snapshots, tables that are built
                  whole. Then nobody says what has changed, and the model is compared whole.

    node: the model, from the graph
#}
{% macro increment_reads(node) -%}
    {%- set seen = {} -%}
    {%- set found = {'logged': [], 'views': [], 'is_open': false} -%}
    {%- set waiting = node['depends_on']['nodes'] | list -%}
    {%- for _ in range(graph.nodes | length + graph.sources | length) if waiting -%}
        {%- set unique_id = waiting.pop() -%}
        {%- if unique_id not in seen -%}
            {%- do seen.update({unique_id: true}) -%}
            {%- do org_funnels.increment_reads_node(unique_id, node['name'], found, waiting) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return({'logged': found['logged'] | sort, 'views': found['views'] | sort, 'is_open': found['is_open']}) }}
{%- endmacro %}
