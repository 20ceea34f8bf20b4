{#
is_increment(existing, standing, sql)

    Whether a model is written as differences from what is there. Not where nothing is there, on a full
    refresh, and where its columns are no longer those of its query: then it is built anew.

    existing: the relation that is there, or none
    standing: what increment_standing() gave
    sql: the whole query
#}
{% macro is_increment(existing, standing, sql) -%}
    {%- if existing is none or not existing.is_table or should_full_refresh() -%}
        {{ return(false) }}
    {%- elif not standing['is_code_new'] -%}
        {{ return(true) }}
    {%- endif -%}
    {{ return(org_funnels.column_types(get_column_schema_from_query(sql)) == org_funnels.column_types(adapter.get_columns_in_relation(existing))) }}
{%- endmacro %}
