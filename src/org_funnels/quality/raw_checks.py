"""What must hold for the raw event tables of a source, from the tracking plan.

Which rows are looked at, and how, is `raw_measuring`; here is what is asked and what is too bad.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from org_funnels.quality.check import Check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from org_funnels.quality.expectation import Severity
    from org_funnels.tracking_plan.duration import Duration
    from org_funnels.tracking_plan.plan import PlannedBranch, PlannedEvent, RawTable, TrackingPlan
    from org_funnels.tracking_plan.settings import Freshness

# The rows of the last days are judged, against those of the weeks before.
RECENT_DAYS = 7
USUAL_DAYS = 28

EXISTS = "exists"
STILL_COMES = "still_comes"
IS_FRESH = "is_fresh"
HAS_ID = "has_id"

# Rows without an id are rejected, so that a handful is a loss; a value of another type is null.
_WITHOUT_ID_PERCENT = 1
_UNCAST_PERCENT = 5
_MORE_THAN_USUAL = 10
# Fewer rows say too little about a share.
_ENOUGH_ROWS = 20


@dataclass(frozen=True)
class RawMeasure:
    """One thing to count among the rows of a raw table.

    filled: rows in which none of the columns says anything. typed: values of the one column that
    `type` cannot hold. listed: values of the one column that are none of `values`.
    """

    name: str
    kind: Literal["filled", "typed", "listed"]
    columns: tuple[str, ...]
    type: str = ""
    values: tuple[str, ...] = ()

    def argument(self) -> dict[str, Any]:
        """As the macro takes it."""
        return {
            "kind": self.kind,
            "columns": list(self.columns),
            "type": self.type,
            "values": list(self.values),
        }


def raw_suite_name(source: str) -> str:
    """The suite of a source."""
    return f"raw_{source}"


def raw_measures(plan: TrackingPlan, table: RawTable) -> list[RawMeasure]:
    """What is counted among the rows of one raw table; a column that two events read, once."""
    measures = [
        RawMeasure(HAS_ID, "filled", ("id",)),
        RawMeasure("has_actor", "filled", ("user_id", "anonymous_id")),
        *_org(plan, table),
        *(one for event, planned in _branches(plan, table) for one in _properties(event, planned)),
    ]
    return list({measure.name: measure for measure in measures}.values())


def raw_checks(plan: TrackingPlan, source: str) -> list[Check]:
    """All that must hold for a source: that it is fresh, then each of its tables."""
    freshness = plan.settings.sources[source].freshness
    tables = tables_of(plan, source)
    return [
        *(_is_fresh(source, freshness) if freshness else ()),
        *(check for table in tables for check in _table_checks(plan, table, freshness)),
    ]


def tables_of(plan: TrackingPlan, source: str) -> list[RawTable]:
    """The raw event tables of a source, in the order of the plan."""
    return [table for table in plan.raw_tables.values() if table.source == source]


def _org(plan: TrackingPlan, table: RawTable) -> Iterable[RawMeasure]:
    """Not where the org is that of the user's last group call: such a row need not name it."""
    steps = [(planned, step) for planned in table.branches for step in planned.branch.org]
    if not steps or any(step.by == "group" for _, step in steps):
        return
    named = (
        step.column or planned.branch.column_of("repo", plan.settings) for planned, step in steps
    )
    yield RawMeasure("has_org", "filled", tuple(dict.fromkeys(name for name in named if name)))


def _properties(event: PlannedEvent, planned: PlannedBranch) -> Iterable[RawMeasure]:
    for name, declared in event.event.properties.items():
        column = event.event.column_of(name, planned.branch)
        if declared.type != "text":
            yield RawMeasure(f"{column}_is_{declared.type}", "typed", (column,), declared.type)
        if declared.values:
            yield RawMeasure(f"{column}_is_known", "listed", (column,), values=declared.values)


def _branches(plan: TrackingPlan, table: RawTable) -> list[tuple[PlannedEvent, PlannedBranch]]:
    events = {event.name: event for event in plan.events}
    return [(events[planned.event], planned) for planned in table.branches]


def _is_fresh(source: str, freshness: Freshness) -> Iterable[Check]:
    """Against the newest row of all raw tables and of production: no clock is asked."""
    limits: list[tuple[Severity, Duration]] = [
        ("warning", freshness.warn_after),
        ("critical", freshness.error_after),
    ]
    for severity, limit in limits:
        yield Check(
            source,
            IS_FRESH,
            f"{source} has loaded something in the last {limit.text} of the data.",
            f"newest_loaded_at is null or seconds > {limit.seconds}",
            severity,
            ("seconds", "newest_loaded_at"),
            level=severity,
        )


def _table_checks(
    plan: TrackingPlan, table: RawTable, freshness: Freshness | None
) -> Iterable[Check]:
    owner = _branches(plan, table)[0][0].owner
    name = table.source_table
    yield Check(name, EXISTS, f"{name} is there.", "bad_count > 0", owner=owner)
    if freshness and not table.optional:
        yield _still_comes(name, freshness.error_after.seconds, owner)
    for measure in raw_measures(plan, table):
        yield _row_check(name, measure, owner)


def _still_comes(name: str, least_seconds: int, owner: str) -> Check:
    """A rare event may be silent for weeks: each table is held to its own longest silence."""
    return Check(
        name,
        STILL_COMES,
        f"{name} has not been silent for twice as long as ever before.",
        f"seconds > {least_seconds} and seconds > 2 * usual_seconds",
        "warning",
        ("seconds", "usual_seconds", "newest_loaded_at"),
        owner,
    )


def _row_check(name: str, measure: RawMeasure, owner: str) -> Check:
    severity: Severity = "critical" if measure.name == HAS_ID else "warning"
    description, fails, shown = _limit(name, measure)
    return Check(name, measure.name, description, fails, severity, shown, owner)


def _limit(name: str, measure: RawMeasure) -> tuple[str, str, tuple[str, ...]]:
    """What holds, when it does not, and what a failure shows beside its counts."""
    columns = " and ".join(measure.columns)
    match measure.kind:
        case "filled" if measure.name == HAS_ID:
            description = f"Rows of {name} have their id: at most {_WITHOUT_ID_PERCENT} % lack it."
            return description, _share_above(_WITHOUT_ID_PERCENT), ()
        case "filled":
            description = f"No more rows of {name} than usual lack {columns}."
            return description, _more_than_usual(), ("usual_checked_count", "usual_bad_count")
        case "typed":
            description = f"{columns} in {name} is of type {measure.type}"
            share = f"at most {_UNCAST_PERCENT} % is not."
            return f"{description}: {share}", _share_above(_UNCAST_PERCENT), ()
        case "listed":
            known = ", ".join(measure.values)
            return f"{columns} in {name} is one of {known}.", "bad_count > 0", ()


def _share_above(percent: int) -> str:
    return f"bad_count * 100 > checked_count * {percent}"


def _more_than_usual() -> str:
    """By ten points of a hundred, and without a month before: not to be said."""
    return (
        f"checked_count >= {_ENOUGH_ROWS} and usual_checked_count >= {_ENOUGH_ROWS} and "
        "bad_count * 100 * usual_checked_count > "
        f"(usual_bad_count * 100 + {_MORE_THAN_USUAL} * usual_checked_count) * checked_count"
    )
