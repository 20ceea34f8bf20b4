{#
has_columns(relation, names)

    Whether a relation is there and has columns of all these names.

    relation: a relation, or none
    names: of columns, in lower case
#}
{% macro has_columns(relation, names) -%}
    {%- if relation is none -%}{{ return(false) }}{%- endif -%}
    {%- set found = adapter.get_columns_in_relation(relation) | map(attribute='name') | map('lower') | list -%}
    {{ return(names | reject('in', found) | list | length == 0) }}
{%- endmacro %}
