{#
increment_log_rebuilt(node)

    Logs that a model was built anew: whoever reads it is computed whole.

    node: the model, from the graph
#}
{% macro increment_log_rebuilt(node) -%}
    {%- set name = org_funnels.literal(node['name']) -%}
    {%- set versions = org_funnels.state_relation('state_versions') -%}
    {%- set next = org_funnels.next_version(node) -%}
    {%- call statement('logged') -%}
        insert into {{ org_funnels.state_relation('state_changes') }} (model, version, kind)
        select {{ name }}, {{ next }}, '*'
    {%- endcall -%}
    {%- call statement('version') -%}
        insert into {{ versions }} (model, upstream, version)
        select {{ name }}, {{ name }}, {{ next }}
    {%- endcall -%}
{%- endmacro %}
