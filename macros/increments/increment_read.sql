{#
increment_read(node, standing)

    Notes which versions a model has now been computed from, and with what code.

    node: the model, from the graph
    standing: what increment_standing() gave
#}
{% macro increment_read(node, standing) -%}
    {%- set name = org_funnels.literal(node['name']) -%}
    {%- set rows = [] -%}
    {%- for upstream, version in standing['versions'].items() if standing['consumed'].get(upstream) != version -%}
        {%- do rows.append('(' ~ name ~ ', ' ~ org_funnels.literal(upstream) ~ ', ' ~ version ~ ', null)') -%}
    {%- endfor -%}
    {%- if standing['is_code_new'] -%}
        {%- do rows.append('(' ~ name ~ ", '(code)', " ~ (standing['code_version'] + 1) ~ ', ' ~ org_funnels.literal(standing['code_hash']) ~ ')') -%}
    {%- endif -%}
    {%- if rows -%}
        {%- call statement('read') -%}
            insert into {{ org_funnels.state_relation('state_versions') }} (model, upstream, version, code_hash)
            values {{ rows | join(', ') }}
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}
