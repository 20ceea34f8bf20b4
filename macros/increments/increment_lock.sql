{#
increment_lock(relation)

    SQL that waits until no other run writes the same model, and keeps the next one waiting until this
    one's transaction ends. It begins that transaction. Nothing to wait for on DuckDB, whose file only
    one process can write.

    relation: the model, `this`
#}
{% macro increment_lock(relation) -%}
    {{ return(adapter.dispatch('increment_lock', 'org_funnels')(relation)) }}
{%- endmacro %}

{% macro default__increment_lock(relation) -%}
    select pg_advisory_xact_lock(hashtextextended({{ org_funnels.literal(relation | string) }}, 0))
{%- endmacro %}

{% macro duckdb__increment_lock(relation) -%}
    select 1
{%- endmacro %}
