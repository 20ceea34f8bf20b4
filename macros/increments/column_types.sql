{#
column_types(columns)

    Names and families of types, to tell whether two relations have the same columns.

    columns: as adapter.get_columns_in_relation() gives them
#}
{% macro column_types(columns) -%}
    {%- set types = [] -%}
    {%- for column in columns -%}{%- do types.append([column.name, org_funnels.type_family(column.dtype)]) -%}{%- endfor -%}
    {{ return(types) }}
{%- endmacro %}
