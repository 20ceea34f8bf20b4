{#
stage_raw_counts(tables)

    Rows per raw table and load day, counted in the raw tables themselves: the ledger holds what the
    models kept against it. Columns: source, source_table, loaded_date, row_count, last_loaded_at.

    tables: [{'source', 'table', 'relation', 'optional', 'declared_in'}]
#}
{% macro stage_raw_counts(tables) -%}
    {%- set selects = [] -%}
    {%- for table in tables -%}
        {%- set columns = org_funnels.raw_table_columns(table, org_funnels.standard_columns()) -%}
        {%- if columns is not none -%}
            {%- do selects.append(org_funnels.raw_table_counts(table, columns)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not selects -%}
        {%- do selects.append(org_funnels.empty_rows([
            ['source', dbt.type_string()], ['source_table', dbt.type_string()], ['loaded_date', 'date'],
            ['row_count', 'bigint'], ['last_loaded_at', 'timestamp'],
        ])) -%}
    {%- endif -%}
    {{ selects | join('\n\nunion all\n\n') }}
{%- endmacro %}
