{#
fold_case(expression)

    The text without its case, for comparing names: `Acme GmbH` and `ACME GMBH` are one, and so are
    `Müller` and `MÜLLER`. PostgreSQL does that by the database's locale, whatever collation the
    expression has picked up on its way; the test fold_case refuses a database that cannot.

    expression: text
#}
{% macro fold_case(expression) -%}
    {{ return(adapter.dispatch('fold_case', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__fold_case(expression) -%}
    lower(({{ expression }}) collate "default")
{%- endmacro %}

{% macro duckdb__fold_case(expression) -%}
    lower({{ expression }})
{%- endmacro %}
