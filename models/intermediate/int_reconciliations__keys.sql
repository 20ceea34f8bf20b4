{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('reconciled_keys_model'), org_funnels.reconciled_keys_columns()) }}
