"""How far entities get in each funnel."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from org_funnels.quality.wording import duration
from org_funnels.report.section import heading, mart, remark, share, table
from org_funnels.warehouse.identifier import quoted_table
from org_funnels.warehouse.project import intermediate_schema

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.console import RenderableType
    from rich.table import Table

    from org_funnels.warehouse import Warehouse

MART = "funnel_conversion"

_DAY = 86400
_BAR_WIDTH = 20


@dataclass(frozen=True)
class Step:
    """One step of a funnel over all time: how many entities reached it."""

    funnel: str
    number: int
    name: str
    entity_count: int
    mature_entity_count: int
    in_progress_entity_count: int


@dataclass(frozen=True)
class Funnel:
    """What the tracking plan says of a funnel, and its steps."""

    name: str
    title: str
    owner: str
    question: str | None
    entity: str
    window_seconds: int | None
    steps: tuple[Step, ...]


def read_funnels(warehouse: Warehouse, project_dir: Path) -> list[Funnel]:
    """Every funnel that has an attempt, by name."""
    steps = warehouse.rows(
        "select funnel, step_number, step_name, entity_count, mature_entity_count, "  # noqa: S608
        f"in_progress_entity_count from {mart(warehouse, MART)} "
        "where cohort_period = 'all' and segment = 'all' order by funnel, step_number"
    )
    schema = intermediate_schema(project_dir, warehouse.schema)
    plans = {
        row[0]: row
        for row in warehouse.rows(
            "select funnel, title, owner, question, entity, window_seconds "  # noqa: S608
            f"from {quoted_table(schema, 'int_plan__funnels')}"
        )
    }
    return [
        _funnel(plans[name], tuple(Step(*row) for row in rows))
        for name, rows in groupby(steps, key=lambda row: row[0])
    ]


def _funnel(plan: tuple[Any, ...], steps: tuple[Step, ...]) -> Funnel:
    name, title, owner, question, entity, window_seconds = plan
    return Funnel(name, title, owner, question, entity, window_seconds, steps)


def show_funnels(funnels: Iterable[Funnel]) -> RenderableType:
    """One table a funnel."""
    parts: list[RenderableType] = []
    for funnel in funnels:
        parts += [Text(), _title(funnel)]
        parts += [remark(funnel.question)] if funnel.question else []
        parts.append(_steps(funnel))
    return Group(heading("FUNNELS"), *(parts or [remark("No funnel has an attempt yet.")]))


def _title(funnel: Funnel) -> Text:
    window = window_words(funnel.window_seconds)
    return Text.assemble(
        (funnel.title, "bold cyan"), f"  by {funnel.entity}, {window}, owner {funnel.owner}"
    )


def window_words(seconds: int | None) -> str:
    """How long an attempt may take, to stand after what it is of."""
    if seconds is None:
        return "without a limit in time"
    days, rest = divmod(seconds, _DAY)
    length = duration(seconds) if rest or not days else f"{days} day{'' if days == 1 else 's'}"
    return f"within {length}"


def _steps(funnel: Funnel) -> Table:
    """Mature: of those whose time is up, so that yesterday's do not pull the rate down."""
    shown = table(
        "step", f"{funnel.entity}s", "of all", "of the step before", "of all, mature", "",
        numbers=frozenset({1, 2, 3, 4}),
    )  # fmt: skip
    first, previous = funnel.steps[0], funnel.steps[0]
    for step in funnel.steps:
        shown.add_row(
            step.name,
            f"{step.entity_count:,}",
            share(step.entity_count, first.entity_count),
            share(step.entity_count, previous.entity_count) if step is not first else "",
            share(step.mature_entity_count, first.mature_entity_count),
            Text(bar(step.entity_count, first.entity_count), style="cyan"),
        )
        previous = step
    return shown


def bar(part: int, whole: int) -> str:
    """A share as a bar; something is never no bar at all."""
    return "█" * max(1, round(_BAR_WIDTH * part / whole)) if part and whole else ""
