"""The tables of the demo: which columns they have, and what an event in them says about its org.

This is the simulated company's own knowledge of its trackers. The tracking plan says the same in
its own words; that the two agree is what the acceptance tests prove.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from org_funnels.demo.clock import SECOND_CLIENT, THIRD_CLIENT, Precision

Source = Literal["web", "server"]
By = Literal["id", "name", "repo", "group"]

SCHEMAS: Mapping[Source, str] = MappingProxyType({"web": "segment_web", "server": "segment_server"})


@dataclass(frozen=True)
class Column:
    """A column and its type in the warehouse."""

    name: str
    type: str = "text"


@dataclass(frozen=True)
class Table:
    """A table as it is loaded."""

    schema: str
    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class RawTable:
    """A raw table of one of the trackers.

    `org` lists the columns that name the org, in order of trust. `lacks` are standard columns that
    this table never got. `split_on` is the column by which one table holds several events.
    """

    source: Source
    name: str
    event: str
    own: tuple[Column, ...] = ()
    org: tuple[tuple[By, str], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    precision: Precision = Precision.MILLISECONDS
    lacks: frozenset[str] = frozenset()
    split_on: str | None = None

    @property
    def source_table(self) -> str:
        """The table as the ledger and the truth name it."""
        return f"{self.source}.{self.name}"

    @cached_property
    def table(self) -> Table:
        """The table with all its columns."""
        standard = [column for column in _standard(self) if column.name not in self.lacks]
        return Table(SCHEMAS[self.source], self.name, (*standard, *self.own))

    def takes(self, received_at: datetime) -> bool:
        """Whether the plan expects a row of this table to be received at that time."""
        after_start = self.since is None or self.since <= received_at
        return after_start and (self.until is None or received_at < self.until)

    def event_name(self, values: Mapping[str, object]) -> str | None:
        """The event that a row with these values is; None where the plan knows none."""
        if self.split_on is None:
            return self.event
        return BUTTONS.get(str(values[self.split_on]))


BUTTONS: Mapping[str, str] = MappingProxyType(
    {"cancel": "plan-cancel-clicked", "compare": "plan-compare-clicked"}
)


def _standard(raw: RawTable) -> list[Column]:
    """Segment's columns, in the types of the source."""
    instant = "timestamptz" if raw.source == "web" else "timestamp"
    is_web = raw.source == "web"
    names = [
        ("id", "text", True),
        ("anonymous_id", "text", is_web),
        ("user_id", "text", True),
        ("event", "text", bool(raw.event)),
        ("event_text", "text", bool(raw.event)),
        ("original_timestamp", instant, True),
        ("sent_at", instant, True),
        ("received_at", instant, True),
        ("timestamp", instant, True),
        ("uuid_ts", instant, True),
        ("context_library_name", "text", True),
        ("context_page_path", "text", is_web),
        ("context_user_agent", "text", is_web),
    ]
    return [Column(name, kind) for name, kind, has in names if has]


def _columns(*names: str) -> tuple[Column, ...]:
    """Columns from names, of type text unless the name says another: `org_id bigint`."""
    parts = [name.split(" ", 1) for name in names]
    return tuple(Column(part[0], part[1] if len(part) > 1 else "text") for part in parts)


WEB_EVENTS = (
    RawTable(
        "web",
        "site_impression",
        "site-impression",
        own=_columns("view", "referrer", "browser", "treatment_hero"),
    ),
    RawTable(
        "web",
        "pricing_impression",
        "pricing-impression",
        own=_columns("view", "browser", "treatment_hero"),
    ),
    RawTable(
        "web",
        "signup_clicked",
        "signup-clicked",
        own=_columns("browser", "view", "treatment_hero"),
    ),
    RawTable(
        "web",
        "account_created",
        "account-created",
        own=_columns("browser", "signup_method", "treatment_hero"),
    ),
    RawTable(
        "web",
        "dashboard_impression",
        "dashboard-impression",
        own=_columns("view", "browser"),
    ),
    RawTable(
        "web",
        "build_log_impression",
        "build-log-impression",
        own=_columns("repo", "view", "browser"),
        org=(("repo", "repo"),),
    ),
    RawTable(
        "web",
        "insights_impression",
        "insights-impression",
        own=_columns("view", "context_group_id"),
        org=(("group", "context_group_id"),),
    ),
    RawTable(
        "web",
        "docs_impression",
        "docs-impression",
        own=_columns("view", "context_group_id"),
        org=(("group", "context_group_id"),),
        precision=Precision.SECONDS,
    ),
    RawTable(
        "web",
        "billing_impression",
        "billing-impression",
        own=_columns("org_id", "org_name", "view"),
        org=(("id", "org_id"), ("name", "org_name")),
    ),
    RawTable(
        "web",
        "invite_clicked",
        "invite-clicked",
        own=_columns("org"),
        org=(("name", "org"),),
    ),
    RawTable(
        "web",
        "repo_add_clicked",
        "repo-add-clicked",
        own=_columns("org", "view"),
        org=(("id", "org"), ("name", "org")),
    ),
    RawTable(
        "web",
        "click_plan_update",
        "plan-update-clicked",
        own=_columns("org-name", "view"),
        org=(("name", "org-name"),),
        until=SECOND_CLIENT,
        precision=Precision.SECONDS,
        lacks=frozenset({"timestamp", "context_user_agent"}),
    ),
    RawTable(
        "web",
        "update_plan_clicked",
        "plan-update-clicked",
        own=_columns("org"),
        org=(("name", "org"),),
        since=SECOND_CLIENT,
        until=THIRD_CLIENT,
        lacks=frozenset({"sent_at"}),
    ),
    RawTable(
        "web",
        "plan_update_clicked",
        "plan-update-clicked",
        own=_columns("org_name", "view"),
        org=(("name", "org_name"),),
        since=THIRD_CLIENT,
    ),
    RawTable(
        "web",
        "plan_button_clicked",
        "plan-button-clicked",
        own=_columns("org", "button", "view"),
        org=(("name", "org"),),
        split_on="button",
    ),
)

SERVER_EVENTS = (
    RawTable(
        "server",
        "org_created",
        "org-created",
        own=_columns("org_id bigint", "org_name"),
        org=(("id", "org_id"),),
        precision=Precision.MICROSECONDS,
    ),
    RawTable(
        "server",
        "member_invited",
        "member-invited",
        own=_columns("org double precision", "invited_email_domain"),
        org=(("id", "org"),),
        precision=Precision.MICROSECONDS,
    ),
    RawTable(
        "server",
        "member_joined",
        "member-joined",
        own=_columns("org_id bigint", "role"),
        org=(("id", "org_id"),),
        precision=Precision.MICROSECONDS,
    ),
    RawTable(
        "server",
        "member_removed",
        "member-removed",
        own=_columns("org_id integer"),
        org=(("id", "org_id"),),
        precision=Precision.SECONDS,
        lacks=frozenset({"original_timestamp", "event_text"}),
    ),
    RawTable(
        "server",
        "repo_added",
        "repo-added",
        own=_columns("org_id bigint", "repo", "language"),
        org=(("id", "org_id"),),
        precision=Precision.MICROSECONDS,
    ),
    RawTable(
        "server",
        "repo_removed",
        "repo-removed",
        own=_columns("org_id text", "repo"),
        org=(("id", "org_id"),),
        precision=Precision.SECONDS,
    ),
    RawTable(
        "server",
        "build_started",
        "build-started",
        own=_columns("org", "repo", "branch"),
        org=(("name", "org"), ("repo", "repo")),
        precision=Precision.SECONDS,
    ),
    RawTable(
        "server",
        "build_passed",
        "build-passed",
        own=_columns("org_id bigint", "repo", "duration_ms numeric"),
        org=(("id", "org_id"),),
        precision=Precision.SECONDS,
    ),
    RawTable(
        "server",
        "build_failed",
        "build-failed",
        own=_columns("org_id", "org_name", "repo", "duration_ms"),
        org=(("id", "org_id"), ("name", "org_name")),
        precision=Precision.SECONDS,
    ),
    RawTable(
        "server",
        "plan_started",
        "plan-started",
        own=_columns("org_id bigint", "to_tier", "num_seats integer"),
        org=(("id", "org_id"),),
        precision=Precision.MICROSECONDS,
    ),
    RawTable(
        "server",
        "upgraded_plan",
        "plan-upgraded",
        own=_columns("org", "from_tier", "to_tier", "seats"),
        org=(("id", "org"),),
        until=THIRD_CLIENT,
        precision=Precision.SECONDS,
    ),
    RawTable(
        "server",
        "plan_upgraded",
        "plan-upgraded",
        own=_columns("org_name", "from_tier", "to_tier", "num_seats integer"),
        org=(("name", "org_name"),),
        since=THIRD_CLIENT,
        precision=Precision.MICROSECONDS,
    ),
    RawTable(
        "server",
        "plan_downgraded",
        "plan-downgraded",
        own=_columns("org_id bigint", "from_tier", "to_tier"),
        org=(("id", "org_id"),),
        precision=Precision.MICROSECONDS,
    ),
    RawTable(
        "server",
        "plan_cancelled",
        "plan-cancelled",
        own=_columns("org_id bigint", "from_tier"),
        org=(("id", "org_id"),),
        precision=Precision.MICROSECONDS,
    ),
    RawTable(
        "server",
        "invoice_paid",
        "invoice-paid",
        own=_columns("org_id bigint", "amount numeric(12,2)", "currency"),
        org=(("id", "org_id"),),
        precision=Precision.MICROSECONDS,
    ),
)

EVENT_TABLES: Mapping[str, RawTable] = MappingProxyType(
    {raw.name: raw for raw in (*WEB_EVENTS, *SERVER_EVENTS)}
)

IDENTIFIES = RawTable("web", "identifies", "")
GROUPS = RawTable("web", "groups", "", own=_columns("group_id"))
ALIASES = RawTable("web", "aliases", "", own=_columns("previous_id"))
CALL_TABLES = (IDENTIFIES, GROUPS, ALIASES)

_SYNCED = "_synced_at timestamp"

ORGANIZATIONS = Table(
    "production",
    "organizations",
    _columns(
        "id bigint",
        "name",
        "country",
        "is_internal boolean",
        "created_at timestamp",
        "updated_at timestamp",
        _SYNCED,
    ),
)
USERS = Table(
    "production",
    "users",
    _columns(
        "id bigint",
        "email",
        "browser",
        "is_internal boolean",
        "is_test boolean",
        "created_at timestamp",
        "updated_at timestamp",
        _SYNCED,
    ),
)
MEMBERSHIPS = Table(
    "production",
    "memberships",
    _columns(
        "id bigint",
        "user_id bigint",
        "organization_id bigint",
        "role",
        "joined_at timestamp",
        "left_at timestamp",
        _SYNCED,
    ),
)
REPOSITORIES = Table(
    "production",
    "repositories",
    _columns(
        "id bigint",
        "organization_id bigint",
        "name",
        "language",
        "created_at timestamp",
        "connected_at timestamp",
        "deleted_at timestamp",
        _SYNCED,
    ),
)
INVITATIONS = Table(
    "production",
    "invitations",
    _columns(
        "id bigint",
        "organization_id bigint",
        "invited_by bigint",
        "created_at timestamp",
        _SYNCED,
    ),
)
SUBSCRIPTION_EVENTS = Table(
    "production",
    "subscription_events",
    _columns(
        "id bigint",
        "organization_id bigint",
        "kind",
        "from_tier",
        "to_tier",
        "seats integer",
        "mrr_before numeric(12,2)",
        "mrr_after numeric(12,2)",
        "changed_at timestamp",
        _SYNCED,
    ),
)


def _snapshot_of(table: Table, without: str = "") -> Table:
    """The snapshot of a production table, with the columns that dbt adds.

    A snapshot keeps what it takes for ever, so that it leaves out an address that nobody maps.
    """
    kept = (column for column in table.columns if column.name != without)
    added = _columns(
        "dbt_scd_id",
        "dbt_updated_at timestamp",
        "dbt_valid_from timestamp",
        "dbt_valid_to timestamp",
    )
    return Table("snapshots", f"snap_demo__{table.name}", (*kept, *added))


ORGANIZATIONS_SNAPSHOT = _snapshot_of(ORGANIZATIONS)
USERS_SNAPSHOT = _snapshot_of(USERS, without="email")
