-- The attempts that changed.
{{ config(materialized='view') }}

{{ org_funnels.unread_attempts('fct_funnel_steps') }}
