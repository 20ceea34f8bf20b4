{#
json_keys(object)

    The keys of a JSON object, a row each, in a select list: what json_object() or json_object_agg()
    wrote. None for a null.

    object: SQL of the object as text
#}
{% macro json_keys(object) -%}
    {{ return(adapter.dispatch('json_keys', 'org_funnels')(object)) }}
{%- endmacro %}

{% macro default__json_keys(object) -%}
    jsonb_object_keys(cast({{ object }} as jsonb))
{%- endmacro %}

{% macro duckdb__json_keys(object) -%}
    unnest(json_keys({{ object }}))
{%- endmacro %}
