{{ config(materialized='kept') }}

{{ org_funnels.empty_rows([
    ['model', dbt.type_string()],
    ['version', 'bigint'],
    ['kind', dbt.type_string()],
    ['key', dbt.type_string()],
    ['from_at', 'timestamp'],
    ['to_at', 'timestamp'],
]) }}
