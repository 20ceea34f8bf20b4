{{ config(materialized='kept') }}

{{ org_funnels.empty_rows([
    ['model', dbt.type_string()],
    ['upstream', dbt.type_string()],
    ['version', 'bigint'],
    ['code_hash', dbt.type_string()],
]) }}
