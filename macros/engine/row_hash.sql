{#
row_hash(alias)

    SQL for an integer that is the same for rows that are the same. How it is made is the engine's own
    affair, and may change with its version.

    alias: of a relation
#}
{% macro row_hash(alias) -%}
    {{ return(adapter.dispatch('row_hash', 'org_funnels')(alias)) }}
{%- endmacro %}

{% macro default__row_hash(alias) -%}
    hashtextextended({{ alias }}::text, 0)
{%- endmacro %}

{% macro duckdb__row_hash(alias) -%}
    hash({{ alias }})
{%- endmacro %}
