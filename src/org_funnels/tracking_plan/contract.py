"""The core layer's contracts as a plan may name them. A test compares them with the models."""

# What a funnel's condition on an event may look at, in fct_events.
FACT_COLUMNS = (
    "source", "source_table", "anonymous_id", "user_id", "visitor_id", "org_id", "org_matched_by",
    "org_unmatched_reason", "user_unmatched_reason", "repo_id", "view",
)  # fmt: skip

# What an event may be found by in production: its own raw values, never stitched ones. `org` is the
# org that one of its values means: an id, a name as it was then, or a repository.
ORG_KEY = "org"
EVENT_KEYS = ("event_id", "anonymous_id", "user_id", "repo", "view", ORG_KEY)

# The event contract: the columns of the union and of every event's staging model, in this order.
EVENT_COLUMNS = (
    "source", "source_table", "event_name", "feature", "action", "plan_rejection",
    "event_id", "anonymous_id", "user_id",
    "org_by_1", "org_value_1", "org_by_2", "org_value_2",
    "org_by_3", "org_value_3", "org_by_4", "org_value_4",
    "repo", "view", "received_at", "loaded_at", "occurred_at",
    "treatments", "properties", "uncast_columns",
)  # fmt: skip
MOST_ORG_STEPS = 4

PRODUCTION_COLUMNS = {
    "orgs": ("org_id", "org_name", "created_at", "is_internal", "deleted_at"),
    "users": ("user_id", "created_at", "is_internal", "deleted_at", "attributes"),
    "repos": ("repo_id", "org_id", "repo_name", "created_at"),
    "org_memberships": ("user_id", "org_id", "valid_from", "valid_to"),
    "subscription_changes": (
        "subscription_change_id", "org_id", "changed_at", "kind", "from_tier", "to_tier",
        "mrr_before", "mrr_after",
    ),
}  # fmt: skip

# The production records that can be a funnel's step, and whose they are.
STEP_RECORDS = {
    "subscription_changes": ("org",),
    "orgs": ("org",),
    "users": ("user", "visitor"),
}

# What a condition on any event may look at besides: an event's own name says the rest of them.
NAME_COLUMNS = ("event_name", "feature", "action")

# The columns whose values are a closed list.
CLOSED_VALUES = {
    ("subscription_changes", "kind"): ("started", "upgraded", "downgraded", "churned"),
}
