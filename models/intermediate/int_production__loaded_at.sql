{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('production_loaded_at_model'), [
    ['loaded_at', 'timestamp'],
]) }}
