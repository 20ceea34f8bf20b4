{#
The materialization `view_if_changed`: a view that is left alone while it is what its query says. dbt's own
`view` makes a new one in each run, puts it in the old one's place and drops that, and with it, on PostgreSQL, every
view that somebody built on it.

The view's comment remembers what it was made of: see view_mark(). A view without that comment, or with
another, is made by dbt's own materialization; so is one whose description dbt is to write there.
#}
{% materialization view_if_changed, default %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- call statement('marks', fetch_result=True) -%}
        {{ org_funnels.view_mark(target_relation, model, sql) }}
    {%- endcall -%}
    {%- set marks = load_result('marks')['data'][0] -%}
    {%- if marks[0] == marks[1] and not should_full_refresh() and not config.persist_relation_docs() -%}
        {{ run_hooks(pre_hooks, inside_transaction=False) }}
        {{ run_hooks(pre_hooks, inside_transaction=True) }}
        {% call noop_statement('main', 'UNCHANGED') -%}{{ sql }}{%- endcall %}
        {{ run_hooks(post_hooks, inside_transaction=True) }}
        {{ adapter.commit() }}
        {{ run_hooks(post_hooks, inside_transaction=False) }}
        {{ return({'relations': [target_relation]}) }}
    {%- endif -%}
    {%- set built = dbt.materialization_view_default() -%}
    {%- if not config.persist_relation_docs() -%}
        {%- call statement('mark') -%}
            comment on view {{ target_relation }} is {{ org_funnels.literal(marks[1]) }}
        {%- endcall -%}
        {{ adapter.commit() }}
    {%- endif -%}
    {{ return(built) }}
{% endmaterialization %}
