{#
build_noted()

    A hook at the beginning and at the end of a run that builds: notes which one it was. So
    `org-funnels run` sees that another has begun since its own, with code of its own perhaps, and then
    builds everything. At the end too, because in the first run there is no table yet to note it in.
#}
{% macro build_noted() -%}
    {%- if not execute or flags.WHICH not in ['run', 'build', 'seed', 'snapshot'] -%}{{ return('') }}{%- endif -%}
    {%- set builds = org_funnels.state_relation('state_builds') -%}
    {%- if load_relation(builds) is not none -%}
        delete from {{ builds }};
        insert into {{ builds }} (invocation_id) values ({{ org_funnels.literal(invocation_id) }})
    {%- endif -%}
{%- endmacro %}
