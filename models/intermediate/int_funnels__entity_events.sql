{#
The events of each kind of entity that a funnel is about: what an org did, what a user did, what a
visitor did. Internal ones are left out as in the funnels.
#}
{{ config(materialized='view') }}

{{ org_funnels.entity_events(ref('fct_events'), ref('int_plan__funnels')) }}
