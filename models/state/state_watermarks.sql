{{ config(materialized='kept') }}

{{ org_funnels.empty_rows([
    ['model', dbt.type_string()],
    ['source_table', dbt.type_string()],
    ['loaded_at', 'timestamp'],
]) }}
