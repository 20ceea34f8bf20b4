-- The attempts that changed.
{{ config(materialized='view', schema='state') }}

{{ org_funnels.unread_attempts('fct_funnel_steps') }}
