{{ config(materialized='view') }}

{{ org_funnels.contract_rows(var('events_model'), org_funnels.event_columns()) }}
