"""Which events have no org or no person, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from org_funnels.report.section import copyable, heading, mart, share, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.table import Table

    from org_funnels.warehouse import Warehouse

FACTS = "fct_events"
UNRESOLVED = "unresolved_orgs"

_NO_ORG = {
    "no_org": "the event names none",
    "unknown_id": "production knows no such id",
    "unknown_name": "production knows no such name, at any time",
    "ambiguous": "several orgs held the name at that time",
}
_NO_USER = {
    "anonymous": "nobody has claimed the browser",
    "no_id": "the event carries no id",
    "shared_device": "too many people share the device",
    "unknown_user": "production knows no such user",
}
_ISSUES = {**_NO_ORG, "conflict": "two of the event's values name two orgs; the first is trusted"}


@dataclass(frozen=True)
class Reason:
    """Events that lack something, for one reason."""

    reason: str
    event_count: int


@dataclass(frozen=True)
class Issue:
    """Values of one kind that could not be looked up."""

    issue: str
    step_by: str | None
    value_count: int
    event_count: int
    lost_event_count: int


@dataclass(frozen=True)
class Unmatched:
    """What could not be matched."""

    event_count: int
    without_org: tuple[Reason, ...]
    without_user: tuple[Reason, ...]
    issues: tuple[Issue, ...]
    query: str


def read_unmatched(warehouse: Warehouse) -> Unmatched:
    """Counted over all events, and over the values that events name orgs by."""
    unresolved = mart(warehouse, UNRESOLVED)
    issues = warehouse.rows(
        "select issue, step_by, count(*), cast(sum(event_count) as bigint), "  # noqa: S608
        f"cast(sum(lost_event_count) as bigint) from {unresolved} where issue <> 'no_org' "
        "group by issue, step_by order by sum(event_count) desc, issue, step_by"
    )
    (total,) = warehouse.rows(f"select count(*) from {mart(warehouse, FACTS)}")[0]  # noqa: S608
    return Unmatched(
        total,
        _reasons(warehouse, "org_unmatched_reason"),
        _reasons(warehouse, "user_unmatched_reason"),
        tuple(Issue(*row) for row in issues),
        f"select * from {unresolved} order by event_count desc",  # noqa: S608
    )


def _reasons(warehouse: Warehouse, column: str) -> tuple[Reason, ...]:
    rows = warehouse.rows(
        f"select {column}, count(*) from {mart(warehouse, FACTS)} "  # noqa: S608
        f"where {column} is not null group by {column} order by count(*) desc, {column}"
    )
    return tuple(Reason(*row) for row in rows)


def show_unmatched(unmatched: Unmatched) -> RenderableType:
    """What is missing on events, then which values of theirs led nowhere."""
    parts: list[RenderableType] = [
        Text(),
        _lacking("no org", unmatched.without_org, _NO_ORG, unmatched.event_count),
        Text(),
        _lacking("no user", unmatched.without_user, _NO_USER, unmatched.event_count),
    ]
    if unmatched.issues:
        parts += [Text(), _issues(unmatched.issues), copyable(f"List them: {unmatched.query}")]
    return Group(heading("WHAT COULD NOT BE MATCHED"), *parts)


def _lacking(what: str, reasons: Iterable[Reason], words: dict[str, str], total: int) -> Table:
    shown = table(what, "events", "of all", "because", numbers=frozenset({1, 2}))
    for reason in reasons:
        shown.add_row(
            reason.reason,
            f"{reason.event_count:,}",
            share(reason.event_count, total),
            words.get(reason.reason, ""),
        )
    return shown


def _issues(issues: Iterable[Issue]) -> Table:
    """A value that leads nowhere is harmless where another value of the same event did lead."""
    shown = table(
        "issue", "values", "events", "without org in the end", "because",
        numbers=frozenset({1, 2, 3}),
    )  # fmt: skip
    for issue in issues:
        shown.add_row(
            f"{issue.issue} ({issue.step_by})",
            f"{issue.value_count:,}",
            f"{issue.event_count:,}",
            f"{issue.lost_event_count:,}",
            _ISSUES.get(issue.issue, ""),
        )
    return shown
