{#
prune_state()

    At the end of a run: forgets changes that every model has read, and all but the last of each version.
    What the slowest reader has not read stays, as it may not have been part of this run, or have failed.
    A model that is no longer in the project reads nothing.
#}
{% macro prune_state() -%}
    {%- if execute and flags.WHICH in ['run', 'build'] and load_relation(org_funnels.state_relation('state_changes')) -%}
        {%- set versions = org_funnels.state_relation('state_versions') -%}
        {%- set readers = [] -%}
        {%- for node in graph.nodes.values() if node['config']['materialized'] == 'increment' -%}
            {%- do readers.append(org_funnels.literal(node['name'])) -%}
        {%- endfor -%}
        delete from {{ org_funnels.state_relation('state_changes') }} as changes
        where not exists (
            select 1
            from (
                select model, upstream, max(version) as version
                from {{ versions }}
                where model <> upstream and model in ({{ readers | join(', ') }})
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
