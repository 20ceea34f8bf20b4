-- The attempts that changed, and those whose place in the sequence did.
{{ config(materialized='view', schema='state') }}

{{ org_funnels.unread_attempts('fct_funnel_attempts') }}
