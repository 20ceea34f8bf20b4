{{ config(materialized='kept') }}

{{ org_funnels.empty_rows([
    ['invocation_id', dbt.type_string()],
]) }}
