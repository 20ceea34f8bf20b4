-- Every event that happened, once, with who did it and for which org. A view: what it leaves out
-- of int_events__attributed is how each step towards the org went. It has no CTE: PostgreSQL would
-- take that for a query of its own, and join with all of it where an index finds the few rows in
-- question.
{{ config(materialized='view') }}

select
    -- ids
    event_id,
    event_name,
    feature,
    action,
    source,
    source_table,

    -- times
    occurred_at,
    received_at,
    loaded_at,

    -- who, and for which org
    anonymous_id,
    user_id,
    visitor_id,
    org_id,
    org_matched_by,
    org_unmatched_reason,
    user_unmatched_reason,

    -- what
    repo_id,
    view,
    treatments,
    properties,

    -- flags
    is_internal

from {{ ref('int_events__attributed') }}
