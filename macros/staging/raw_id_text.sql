{#
raw_id_text(columns, name)

    A raw column as text, for id_of_raw_text() in the select around it. A typed null where the table
    has no such column, or name is none.

    columns: what raw_table_columns() gave
    name: the column's name, in any case
#}
{% macro raw_id_text(columns, name) -%}
    {%- set text = org_funnels.raw_text(columns, name) -%}
    {%- if name is none or not columns.get(name | lower) -%}
        {{ text }}
    {%- else -%}
        {{ return(adapter.dispatch('raw_id_text', 'org_funnels')(text)) }}
    {%- endif -%}
{%- endmacro %}

{#- PostgreSQL makes one select of two, and id_of_text() seldom trims there #}
{% macro default__raw_id_text(text) -%}
    {{ text }}
{%- endmacro %}

{#- trimmed here, once: id_of_trimmed() reads it twice #}
{% macro duckdb__raw_id_text(text) -%}
    {{ org_funnels.trimmed(text) }}
{%- endmacro %}
