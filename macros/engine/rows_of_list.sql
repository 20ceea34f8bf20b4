{#
rows_of_list(expression)

    A table function that gives one row per item of a comma-separated text. No rows for null.

        cross join {{ org_funnels.rows_of_list('uncast_columns') }} as listed (column_name)

    expression: text
#}
{% macro rows_of_list(expression) -%}
    {{ return(adapter.dispatch('rows_of_list', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__rows_of_list(expression) -%}
    unnest(string_to_array({{ expression }}, ','))
{%- endmacro %}

{% macro duckdb__rows_of_list(expression) -%}
    unnest(string_split({{ expression }}, ','))
{%- endmacro %}
