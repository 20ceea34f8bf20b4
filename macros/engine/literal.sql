{#
literal(value)

    A value as an SQL literal: text in quotes with its quotes doubled, numbers and booleans as they
    are.

        it's     'it''s'
        12       12
        true     true

    value: text, a number or a boolean
#}
{% macro literal(value) -%}
    {%- if value is boolean -%}
        {{ 'true' if value else 'false' }}
    {%- elif value is number -%}
        {{ value }}
    {%- else -%}
        {{ dbt.string_literal(dbt.escape_single_quotes(value | string)) }}
    {%- endif -%}
{%- endmacro %}
