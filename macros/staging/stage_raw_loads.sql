{#
stage_raw_loads(tables)

    When each row of the raw tables was loaded, from the raw tables themselves: the ledger holds what the
    models kept against it. Columns: source, source_table, loaded_at.

    tables: [{'source', 'table', 'relation', 'optional', 'declared_in'}]
#}
{% macro stage_raw_loads(tables) -%}
    {%- set selects = [] -%}
    {%- for table in tables -%}
        {%- set columns = org_funnels.raw_table_columns(table, org_funnels.standard_columns()) -%}
        {%- if columns is not none -%}
            {%- do selects.append(org_funnels.raw_table_loads(table, columns)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not selects -%}
        {%- do selects.append(org_funnels.empty_rows([
            ['source', dbt.type_string()], ['source_table', dbt.type_string()], ['loaded_at', 'timestamp'],
        ])) -%}
    {%- endif -%}
    {{ org_funnels.union_all(selects) }}
{%- endmacro %}
