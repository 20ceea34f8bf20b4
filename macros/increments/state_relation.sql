{#
state_relation(name)

    A table of the state, for a materialization: a model would say ref(), and have to name in its own
    file what every increment reads.

    name: state_versions, state_changes, state_unread or state_watermarks
#}
{% macro state_relation(name) -%}
    {%- set node = graph.nodes['model.org_funnels.' ~ name] -%}
    {{ return(api.Relation.create(database=node['database'], schema=node['schema'], identifier=node['alias'])) }}
{%- endmacro %}
