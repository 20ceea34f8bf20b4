"""The tables of the log. They are only ever added to: what holds now is the last row of each.

`measurements`, in the same schema, is none of them: `quality.measurement` makes and prunes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from org_funnels.warehouse.column import Column

# Where they are, on every engine. dbt builds nothing here.
SCHEMA = "org_funnels_log"

# Which build a row is about: several targets may share a database, and each has its own marts.
MARTS_SCHEMA = Column("marts_schema")


@dataclass(frozen=True)
class LogTable:
    """A table of the log, with the columns that give its rows their order."""

    name: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]


RUNS = LogTable(
    "runs",
    (
        Column("run_id"),
        Column("command"),
        Column("state"),
        Column("logged_at", "timestamp"),
        Column("exit_code", "integer"),
        Column("as_of", "timestamp"),
        Column("code_version"),
        Column("made_by"),
        Column("result"),
    ),
    ("logged_at", "run_id", "state"),
)

RUN_STEPS = LogTable(
    "run_steps",
    (
        Column("run_id"),
        Column("step"),
        Column("started_at", "timestamp"),
        Column("ended_at", "timestamp"),
        Column("row_count", "bigint"),
        Column("result"),
        Column("detail"),
    ),
    ("started_at", "run_id", "step"),
)

BUILDS = LogTable(
    "builds",
    (
        Column("run_id"),
        Column("built_at", "timestamp"),
        Column("all_built_at", "timestamp"),
        Column("invocation_id"),
        Column("code_hash"),
        Column("columns"),
        Column("fingerprints"),
    ),
    ("built_at", "run_id"),
)

EVALUATIONS = LogTable(
    "evaluations",
    (
        Column("run_id"),
        Column("evaluated_at", "timestamp"),
        Column("as_of", "timestamp"),
        Column("check_name"),
        Column("window_date", "date"),
        Column("decision"),
        Column("decision_reason"),
        Column("is_final", "boolean"),
        Column("target_rate", "numeric(18, 6)"),
        Column("production_count", "bigint"),
        Column("matched_count", "bigint"),
        Column("missing_count", "bigint"),
        Column("excluded_count", "bigint"),
        Column("duplicate_count", "bigint"),
        Column("orphan_count", "bigint"),
    ),
    ("evaluated_at", "check_name", "window_date"),
)

INCIDENT_CHANGES = LogTable(
    "incident_changes",
    (
        Column("run_id"),
        Column("changed_at", "timestamp"),
        Column("change_number", "bigint"),
        Column("incident_id"),
        Column("change"),
        Column("check_name"),
        Column("subject"),
        Column("reason"),
        Column("owner"),
        Column("source"),
        Column("severity"),
        Column("missing_count", "bigint"),
        Column("opened_at", "timestamp"),
        Column("resolved_at", "timestamp"),
        Column("resolution"),
        Column("resolution_text"),
        Column("is_hushed", "boolean"),
        Column("headline"),
        Column("details"),
        Column("parts"),
    ),
    ("incident_id", "change_number"),
)

NOTIFICATIONS = LogTable(
    "notifications",
    (
        Column("run_id"),
        Column("sent_at", "timestamp"),
        Column("owner"),
        Column("incident_id"),
        Column("kind"),
        Column("number", "bigint"),
        Column("severity"),
        Column("missing_count", "bigint"),
        Column("channel"),
        Column("payload_hash"),
        Column("status"),
        Column("attempts", "bigint"),
        Column("error"),
    ),
    ("sent_at", "incident_id", "number", "channel"),
)

MUTES = LogTable(
    "mutes",
    (
        Column("scope"),
        Column("reason"),
        Column("made_by"),
        Column("made_at", "timestamp"),
        Column("expires_at", "timestamp"),
    ),
    ("made_at", "scope"),
)

ACKNOWLEDGEMENTS = LogTable(
    "acknowledgements",
    (
        Column("incident_id"),
        Column("reason"),
        Column("made_by"),
        Column("made_at", "timestamp"),
        Column("expires_at", "timestamp"),
    ),
    ("made_at", "incident_id"),
)

TABLES = (
    RUNS,
    RUN_STEPS,
    BUILDS,
    EVALUATIONS,
    INCIDENT_CHANGES,
    NOTIFICATIONS,
    MUTES,
    ACKNOWLEDGEMENTS,
)
