{#
fold_case(expression)

    The text without its case, for comparing names: `Acme GmbH` and `ACME GMBH` are one. PostgreSQL
    folds letters beyond ASCII only where the database's ctype is UTF-8 (the embedded one's is).

    expression: text
#}
{% macro fold_case(expression) -%}
    lower({{ expression }})
{%- endmacro %}
