{#
smallest(expression)

    An aggregate: the text that comes first by its bytes, in the text type's own collation. On
    PostgreSQL a bare `min(x collate "C")` would hand its collation on to the column that it makes,
    and whatever compares or folds that column later would follow it.

    expression: text
#}
{% macro smallest(expression) -%}
    {{ return(adapter.dispatch('smallest', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__smallest(expression) -%}
    min({{ expression }} collate "C") collate "default"
{%- endmacro %}

{% macro duckdb__smallest(expression) -%}
    min({{ expression }})
{%- endmacro %}
