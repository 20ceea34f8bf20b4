{#
raw_table_columns(table, named)

    The columns that a raw table has now: {lower-case name: {'name': as written, 'family': …}}.
    None when the table is missing and optional. A missing table that is not optional stops the
    build, with where the tracking plan names it.

    In a unit test dbt shows an input as having no columns at all. Then every column that the
    caller names is there, of unknown type: the branch "column missing" is never taken unseen.

    table: {'source', 'table', 'relation', 'optional', 'declared_in'}
    named: the columns that the caller reads, for unit tests
#}
{% macro raw_table_columns(table, named) -%}
    {%- set relation = table['relation'] -%}
    {%- set columns = {} -%}
    {%- if not execute or relation.is_cte or relation.identifier.startswith('__dbt__cte__') -%}
        {%- for name in named -%}
            {%- do columns.update({name | lower: {'name': name, 'family': 'unknown'}}) -%}
        {%- endfor -%}
        {{ return(columns) }}
    {%- endif -%}
    {%- set found = org_funnels.found_in_warehouse(relation) -%}
    {%- if found is none and table['optional'] -%}
        {{ return(none) }}
    {%- elif found is none -%}
        {{ exceptions.raise_compiler_error(
            "The raw table " ~ relation ~ " does not exist, and " ~ table['declared_in'] ~ " names it. "
            ~ "Load it, correct its name or its source's schema in the tracking plan, or say `optional: true` "
            ~ "there if it may be missing."
        ) }}
    {%- endif -%}
    {%- for column in adapter.get_columns_in_relation(found) -%}
        {%- do columns.update({
            column.name | lower: {'name': column.name, 'family': org_funnels.type_family(column.dtype)}
        }) -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}
