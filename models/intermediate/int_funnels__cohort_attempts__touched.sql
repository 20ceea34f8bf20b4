-- The cohort periods of entities in which an attempt changed.
{{ config(materialized='view') }}

{{ org_funnels.unread_cohorts('int_funnels__cohort_attempts') }}
