{#
id_of_raw_text(name)

    The id that a column holds of which raw_id_text() gave the text: as id_of_text().

    name: a column of a subquery
#}
{% macro id_of_raw_text(name) -%}
    {{ return(adapter.dispatch('id_of_raw_text', 'org_funnels')(name)) }}
{%- endmacro %}

{% macro default__id_of_raw_text(name) -%}
    {{ org_funnels.id_of_text(name) }}
{%- endmacro %}

{% macro duckdb__id_of_raw_text(name) -%}
    {{ org_funnels.id_of_trimmed(name) }}
{%- endmacro %}
