{#
The materialization `increment`: a table that is at all times what its whole query gives, and costs by
what changed. docs/decisions/011-exact-increments.md says why it is exact.

A model's query is always the whole one. Where it can be held to the scopes that are touched, it says
so with only_touched(), a comment that an increment opens. In `meta`:

    scope   which rows of the model are touched, as SQL on its columns and the temporary table
            `touched`: what <model>__touched gives, or what a pre-hook made. Without it the model is
            computed and compared whole whenever something that it reads has changed.
    logs    what models that read it want to know: see increment_log()
    order   by which columns a first build puts the rows in order: see in_order()

and in `unique_key` the columns by which a row is found again; without them the rows of a touched
scope are all replaced.
#}
{% materialization increment, default %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do org_funnels.guard_full_refresh(existing) -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}

    {%- do org_funnels.increment_lock(this) -%}
    {%- set reads = org_funnels.increment_reads(model) -%}
    {%- set standing = org_funnels.increment_standing(model, reads, org_funnels.without_touched(sql)) -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set backup = none -%}
    {%- if not org_funnels.is_increment(existing, standing, org_funnels.without_touched(sql)) -%}
        {%- set backup = org_funnels.increment_built(existing, target_relation, org_funnels.without_touched(sql)) -%}
        {%- do org_funnels.increment_log_rebuilt(model) -%}
    {%- elif standing['is_whole'] or org_funnels.is_touched_unknown(model) -%}
        {%- do org_funnels.increment_written(model, target_relation, org_funnels.without_touched(sql), none) -%}
    {%- elif reads['is_open'] or standing['has_unread'] -%}
        {%- do org_funnels.increment_touched(model) -%}
        {%- do org_funnels.increment_written(
            model, target_relation, org_funnels.touched_bounds(org_funnels.with_touched(sql)), config.get('meta', {}).get('scope')
        ) -%}
    {%- else -%}
        {% call noop_statement('main', 'UNCHANGED') -%}{{ sql }}{%- endcall %}
    {%- endif -%}
    {%- do org_funnels.increment_read(model, standing) -%}
    {%- do org_funnels.drop_temporary_tables() -%}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode=backup is not none)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ adapter.commit() }}
    {%- if backup is not none -%}{{ drop_relation_if_exists(backup) }}{%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
