{#
increment_built(existing, target_relation, sql)

    Builds a model whole, beside the one that is there if there is one, and puts it in its place. Gives
    the relation to drop once that is committed, or none.

    existing: the relation that is there, or none
    target_relation: the model
    sql: the whole query
#}
{% macro increment_built(existing, target_relation, sql) -%}
    {%- set intermediate = make_intermediate_relation(target_relation) -%}
    {%- set backup = make_backup_relation(target_relation, existing.type if existing is not none else 'table') -%}
    {{ drop_relation_if_exists(load_cached_relation(intermediate)) }}
    {{ drop_relation_if_exists(load_cached_relation(backup)) }}
    {%- call statement('main') -%}
        {{ get_create_table_as_sql(False, intermediate, org_funnels.in_order(sql, config.get('meta', {}).get('order'))) }}
    {%- endcall -%}
    {%- do org_funnels.increment_indexes(intermediate) -%}
    {%- if existing is not none -%}
        {%- do adapter.rename_relation(existing, backup) -%}
    {%- endif -%}
    {%- do adapter.rename_relation(intermediate, target_relation) -%}
    {{ return(backup if existing is not none else none) }}
{%- endmacro %}
