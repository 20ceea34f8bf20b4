{#
The materialization `kept`: a table that is made empty, in the columns of the model's query, and then
only ever added to by others: the state of increments. A full refresh leaves it as it is, because what
it knows is not in any other table.
#}
{% materialization kept, default %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- if existing is none -%}
        {%- call statement('main') -%}
            {{ get_create_table_as_sql(False, target_relation, sql) }}
        {%- endcall -%}
        {%- do persist_docs(target_relation, model) -%}
        {{ adapter.commit() }}
    {%- else -%}
        {% call noop_statement('main', 'KEPT') -%}{{ sql }}{%- endcall %}
    {%- endif -%}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
