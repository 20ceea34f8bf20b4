{#
rows_where(relation, columns, condition)

    The query of the rows of a table for which a condition holds that most do not fulfil. DuckDB reads
    all columns of a block to find one row in it by a join, so there the rows are found by the columns of
    the condition first, and then by their place.

    relation: a table
    columns: to select, as text
    condition: SQL on its columns
#}
{% macro rows_where(relation, columns, condition) -%}
    {{ return(adapter.dispatch('rows_where', 'org_funnels')(relation, columns, condition)) }}
{%- endmacro %}

{% macro default__rows_where(relation, columns, condition) -%}
    {{ return('select ' ~ columns ~ ' from ' ~ relation ~ ' where ' ~ condition) }}
{%- endmacro %}

{% macro duckdb__rows_where(relation, columns, condition) -%}
    {{ return(
        'select ' ~ columns ~ ' from ' ~ relation ~ ' where rowid in (select rowid from ' ~ relation ~ ' where ' ~ condition ~ ')'
    ) }}
{%- endmacro %}
