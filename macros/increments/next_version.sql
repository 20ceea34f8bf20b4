{#
next_version(node)

    SQL for the version that a model gets with what it is writing.

    node: the model, from the graph
#}
{% macro next_version(node) -%}
    {%- set name = org_funnels.literal(node['name']) -%}
    (
        select coalesce(max(version), 0) + 1
        from {{ org_funnels.state_relation('state_versions') }}
        where model = {{ name }} and upstream = {{ name }}
    )
{%- endmacro %}
