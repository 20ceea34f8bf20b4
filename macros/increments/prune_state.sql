{#
prune_state()

    At the end of a run: forgets changes that every model has read, and all but the last of each version.
    What the slowest reader has not read stays, as it may not have been part of this run, or have failed.
    Who once read a model, and does no longer, is no reader.
#}
{% macro prune_state() -%}
    {%- if not execute or flags.WHICH not in ['run', 'build'] -%}{{ return('') }}{%- endif -%}
    {%- set changes = org_funnels.state_relation('state_changes') -%}
    {%- if load_relation(changes) is not none -%}
        {%- set versions = org_funnels.state_relation('state_versions') -%}
        {%- set readings = [] -%}
        {%- for node in graph.nodes.values() if node['config']['materialized'] == 'increment' -%}
            {%- for upstream in org_funnels.increment_reads(node)['logged'] -%}
                {%- do readings.append(
                    '(' ~ org_funnels.literal(node['name']) ~ ', ' ~ org_funnels.literal(upstream) ~ ')'
                ) -%}
            {%- endfor -%}
        {%- endfor -%}
        delete from {{ changes }} as changes
        where not exists (
            select 1
            from (
                select model, upstream, max(version) as version
                from {{ versions }}
                where (model, upstream) in ({{ (readings or ["('', '')"]) | join(', ') }})
                group by model, upstream
            ) as consumed
            where consumed.upstream = changes.model and consumed.version < changes.version
        );
        delete from {{ versions }} as earlier
        using (select model, upstream, max(version) as version from {{ versions }} group by model, upstream) as last
        where
            earlier.model = last.model
            and earlier.upstream = last.upstream
            and earlier.version < last.version
    {%- endif -%}
{%- endmacro %}
