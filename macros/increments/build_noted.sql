{#
build_noted(is_end)

    A hook at the beginning and at the end of a run that builds: notes which one it was. So
    `org-funnels run` sees that another has begun since its own, with code of its own perhaps, and then
    builds everything. At the end only where nothing is noted: in the first run there is no table before,
    and a run that has begun meanwhile stays noted.

    is_end: whether it is the hook at the end
#}
{% macro build_noted(is_end=false) -%}
    {%- if not execute or flags.WHICH not in ['run', 'build', 'seed', 'snapshot'] -%}{{ return('') }}{%- endif -%}
    {%- set builds = org_funnels.state_relation('state_builds') -%}
    {%- if load_relation(builds) is not none -%}
        {%- if not is_end %}
        delete from {{ builds }};
        {%- endif %}
        insert into {{ builds }} (invocation_id)
        select {{ org_funnels.literal(invocation_id) }}
        where not exists (select 1 from {{ builds }})
    {%- endif -%}
{%- endmacro %}
