"""The plan on one screen: events, who answers for them, where they are written down."""

from rich.table import Table

from org_funnels.tracking_plan.branch import Branch
from org_funnels.tracking_plan.plan import PlannedEvent, TrackingPlan


def overview(plan: TrackingPlan) -> Table:
    """One row per event, and per raw table of it."""
    table = Table(
        "event", "owner", "raw table", "received", "org by", title=f"{plan.company}: {plan.size}"
    )
    for event in plan.events:
        for row in _rows(event):
            table.add_row(*row)
    return table


def _rows(event: PlannedEvent) -> list[tuple[str, ...]]:
    """The event's name stands once."""
    return [
        (
            event.name if position == 0 else "",
            event.owner if position == 0 else "",
            planned.branch.source_table + (" (optional)" if planned.branch.optional else ""),
            _received(planned.branch),
            _org(planned.branch),
        )
        for position, planned in enumerate(event.branches)
    ]


def _received(branch: Branch) -> str:
    ends = [("from", branch.from_), ("until", branch.until)]
    return " ".join(f"{word} {moment:%Y-%m-%d}" for word, moment in ends if moment)


def _org(branch: Branch) -> str:
    steps = (f"{step.by} ({step.column})" if step.column else step.by for step in branch.org)
    return ", then ".join(steps) or "none"
