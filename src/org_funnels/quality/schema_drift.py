"""What has changed in the raw schemas since somebody accepted them.

A new table or column harms nothing and is worth a look; one that has gone, or holds another kind
of value, makes properties null from then on. Going back to what was accepted ends the finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from org_funnels.incidents.finding import Finding, Severity
from org_funnels.quality.raw_schema import RawColumn, by_table, read_raw_columns
from org_funnels.quality.schema_baseline import BASELINE, read_baseline
from org_funnels.tracking_plan import load_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from org_funnels.tracking_plan.plan import TrackingPlan
    from org_funnels.warehouse import Warehouse

CHECK_NAME = "schema_drift"

Reason = Literal[
    "schema_gone",
    "schema_new",
    "table_gone",
    "table_new",
    "column_gone",
    "column_new",
    "type_changed",
]

_SEVERITIES: Mapping[Reason, Severity] = {
    "schema_gone": "warning",
    "schema_new": "info",
    "table_gone": "warning",
    "table_new": "info",
    "column_gone": "warning",
    "column_new": "info",
    "type_changed": "warning",
}

_HEADLINES: Mapping[Reason, str] = {
    "schema_gone": "All raw tables of {source} have gone",
    "schema_new": "There are raw tables of {source}, where none were accepted",
    "table_gone": "The raw table {table} has gone",
    "table_new": "There is a new raw table, {table}",
    "column_gone": "The column {column} of {table} has gone",
    "column_new": "{table} has a new column, {column} ({after})",
    "type_changed": "The column {column} of {table} was {before}, now {after}",
}


@dataclass(frozen=True)
class SchemaChange:
    """One difference between the raw schemas now and those that were accepted.

    table and column are empty where the change is about all of them; before and after are kinds of
    a column, and empty where there was or is none.
    """

    reason: Reason
    source: str
    table: str = ""
    column: str = ""
    before: str = ""
    after: str = ""

    @property
    def subject(self) -> str:
        """What it is about, the same from run to run."""
        return ".".join(part for part in (self.source, self.table, self.column) if part)

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return _SEVERITIES[self.reason]

    @property
    def headline(self) -> str:
        """What happened, in a sentence without its full stop."""
        return _HEADLINES[self.reason].format(
            source=self.source,
            table=f"{self.source}.{self.table}",
            column=self.column,
            before=self.before,
            after=self.after,
        )


def find_drift(warehouse: Warehouse, project_dir: Path) -> tuple[Finding, ...]:
    """What differs from the baseline now; one finding that there is no baseline, where it is so."""
    plan = load_plan(project_dir)
    baseline = read_baseline(project_dir)
    if baseline is None:
        return (_no_baseline(),)
    changes = compare(baseline, read_raw_columns(warehouse, plan, project_dir))
    return tuple(_finding(change, plan) for change in changes)


def compare(before: Iterable[RawColumn], now: Iterable[RawColumn]) -> list[SchemaChange]:
    """The changes, by what they are about. A table's own stands for all of its columns'."""
    old, new = by_table(before), by_table(now)
    gone, come = _sources(old) - _sources(new), _sources(new) - _sources(old)
    found = [SchemaChange("schema_gone", source) for source in sorted(gone)]
    found += [SchemaChange("schema_new", source) for source in sorted(come)]
    for name in sorted({*old, *new}):
        source, _, table = name.partition(".")
        if source in gone | come:
            continue
        if name not in new:
            found.append(SchemaChange("table_gone", source, table))
        elif name not in old:
            found.append(SchemaChange("table_new", source, table))
        else:
            found += _column_changes(old[name], new[name])
    return found


def _sources(tables: Iterable[str]) -> set[str]:
    return {name.partition(".")[0] for name in tables}


def _column_changes(
    before: Iterable[RawColumn], now: Iterable[RawColumn]
) -> Iterable[SchemaChange]:
    old = {column.name: column for column in before}
    new = {column.name: column for column in now}
    for name in sorted({*old, *new}):
        was, is_now = old.get(name), new.get(name)
        if was and not is_now:
            yield SchemaChange("column_gone", was.source, was.table, name, before=was.kind)
        elif is_now and not was:
            yield SchemaChange("column_new", is_now.source, is_now.table, name, after=is_now.kind)
        elif was and is_now and was.kind != is_now.kind:
            yield SchemaChange("type_changed", was.source, was.table, name, was.kind, is_now.kind)


def _finding(change: SchemaChange, plan: TrackingPlan) -> Finding:
    return Finding(
        check_name=CHECK_NAME,
        subject=change.subject,
        reason=change.reason,
        severity=change.severity,
        owner=_owner(change, plan),
        headline=change.headline,
        details=(*_meaning(change, plan), _remedy(change)),
        source=change.source,
    )


def _no_baseline() -> Finding:
    return Finding(
        check_name=CHECK_NAME,
        subject=BASELINE,
        reason="no_baseline",
        severity="info",
        owner="",
        headline="Nobody has accepted the raw schemas yet, so that no change of theirs is seen",
        details=(f"Write {BASELINE} and commit it: org-funnels quality accept",),
    )


def _owner(change: SchemaChange, plan: TrackingPlan) -> str:
    """Who answers for the events of that table; nobody in particular where the plan has none."""
    events = _events(change, plan)
    return next((event.owner for event in plan.events if event.name in events), "")


def _meaning(change: SchemaChange, plan: TrackingPlan) -> tuple[str, ...]:
    """What the tracking plan reads there, which is why it matters."""
    events = _readers(change, plan) if change.column else _events(change, plan)
    if change.reason == "table_new":
        return ("The tracking plan does not name it.",) if not events else ()
    if not events:
        return ("The tracking plan reads nothing there.",)
    verb = "carries" if not change.column else "is read by"
    return (f"In the tracking plan it {verb} {', '.join(events)}.",)


def _remedy(change: SchemaChange) -> str:
    table = f" {change.source}.{change.table}" if change.table else ""
    return f"Put it back; or, where it is meant: org-funnels quality accept{table}"


def _events(change: SchemaChange, plan: TrackingPlan) -> list[str]:
    """The events that the table carries; all of the source's where it is about no one table."""
    return list(
        dict.fromkeys(
            planned.event
            for table in plan.raw_tables.values()
            if table.source == change.source and change.table in ("", table.table)
            for planned in table.branches
        )
    )


def _readers(change: SchemaChange, plan: TrackingPlan) -> list[str]:
    """The events that read the column: as a property, on the way to the org, or to tell rows."""
    return [
        event.name
        for event in plan.events
        for planned in event.branches
        if (planned.branch.source, planned.branch.table) == (change.source, change.table)
        if change.column
        in {
            *(event.event.column_of(name, planned.branch) for name in event.event.properties),
            *(step.column for step in planned.branch.org),
            *(condition.column for condition in planned.branch.where),
            planned.branch.column_of("repo", plan.settings),
            planned.branch.column_of("view", plan.settings),
        }
    ]
