"""A funnel on a terminal: a bar a step, the segments, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from rich.console import Group
from rich.markup import escape
from rich.text import Text

from org_funnels.quality.wording import duration
from org_funnels.report.funnels import bar, window_words
from org_funnels.report.section import remark, share, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from org_funnels.funnel.declared import Declared
    from org_funnels.funnel.outcome import Numbers, SegmentOutcome, StepOutcome

# So many values of a segment are shown; the others are counted in one line.
_SHOWN_VALUES = 10
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_DAYS_FROM = 48 * _HOUR
_REASONS = {
    "no_event_id": "without an event_id",
    "no_entity": "without an entity",
    "nul_character": "with a NUL character",
    "no_time": "without a time",
    "unreadable_time": "with a time that is no ISO 8601",
    "duplicate_event_id": "with an event_id that came before",
    "internal": "of internal orgs and users",
}


@dataclass(frozen=True)
class StepLine:
    """One line of the table of steps."""

    name: str
    entity_count: int
    mature_entity_count: int
    median_from_start: float | None
    median_from_previous: float | None


def show_numbers(outcome: Numbers) -> RenderableType:
    """Everything but the single entities."""
    how = "" if outcome.order == "ordered" else f", {outcome.order}"
    title = funnel_title(
        outcome.title or outcome.funnel,
        f"by {outcome.entity}, {window_words(outcome.window_seconds)}{how}, on {outcome.engine}",
    )
    return Group(
        title,
        *([remark(outcome.question)] if outcome.question else []),
        show_steps(outcome.entity, [_line(step) for step in outcome.steps]),
        *chain(*(_segment(outcome, name) for name in outcome.segments)),
        *_left_out(outcome),
    )


def show_declared(funnels: Sequence[Declared]) -> RenderableType:
    """A line a funnel."""
    shown = table(
        "funnel", "title", "owner", "by", "steps", "entered", "converted", "of all",
        numbers=frozenset({4, 5, 6, 7}),
    )  # fmt: skip
    for funnel in funnels:
        shown.add_row(
            funnel.funnel, Text(funnel.title), Text(funnel.owner), funnel.entity,
            f"{len(funnel.steps)}", *_ends(funnel),
        )  # fmt: skip
    return shown if funnels else remark("The tracking plan declares no funnel.")


def funnel_title(title: str, about: str) -> Text:
    """A funnel's first line."""
    return Text.assemble((title, "bold cyan"), f"  {about}")


def show_steps(entity: str, steps: Sequence[StepLine]) -> Table:
    """Mature: of those whose time is up, so that yesterday's do not pull the rate down."""
    shown = table(
        "step", f"{entity}s", "of all", "of the\nstep before", "of all,\nmature",
        "median\nfrom start", "median from\nstep before", "", numbers=frozenset({1, 2, 3, 4, 5, 6}),
    )  # fmt: skip
    first = previous = steps[0]
    for step in steps:
        shown.add_row(
            step.name,
            f"{step.entity_count:,}",
            share(step.entity_count, first.entity_count),
            share(step.entity_count, previous.entity_count) if step is not first else "",
            share(step.mature_entity_count, first.mature_entity_count),
            _elapsed(step.median_from_start) if step is not first else "",
            _elapsed(step.median_from_previous),
            Text(bar(step.entity_count, first.entity_count), style="cyan"),
        )
        previous = step
    return shown


def reasons(left_out: Mapping[str, int]) -> str:
    """Counts by their reasons, in words."""
    return ", ".join(
        f"{count:,} {_REASONS.get(reason, reason)}" for reason, count in left_out.items() if count
    )


def _ends(funnel: Declared) -> list[str]:
    if funnel.entered is None or funnel.converted is None:
        return []
    share_of_all = share(funnel.converted, funnel.entered)
    return [f"{funnel.entered:,}", f"{funnel.converted:,}", share_of_all]


def _line(step: StepOutcome) -> StepLine:
    return StepLine(
        step.name,
        step.entity_count,
        step.mature_entity_count,
        step.seconds_from_start.median if step.seconds_from_start else None,
        step.seconds_from_previous.median if step.seconds_from_previous else None,
    )


def _segment(outcome: Numbers, name: str) -> Iterable[RenderableType]:
    values = outcome.segments[name]
    if not values:
        return ()
    shown = table(
        escape(name), *(step.name for step in outcome.steps), "of all",
        numbers=frozenset(range(1, len(outcome.steps) + 2)),
    )  # fmt: skip
    for value in values[:_SHOWN_VALUES]:
        shown.add_row(_value(value), *_counts(value.entity_counts))
    rest = values[_SHOWN_VALUES:]
    if rest:
        sums = [sum(counts) for counts in zip(*(v.entity_counts for v in rest), strict=True)]
        shown.add_row(Text(f"{len(rest):,} others", style="dim"), *_counts(sums))
    return (Text(), shown)


def _value(segment: SegmentOutcome) -> Text:
    return Text("not set", style="dim") if segment.value is None else Text(segment.value)


def _counts(counts: Sequence[int]) -> list[str]:
    return [*(f"{count:,}" for count in counts), share(counts[-1], counts[0])]


def _left_out(outcome: Numbers) -> Iterable[RenderableType]:
    if not outcome.left_out_by_step and (said := reasons(outcome.left_out)):
        yield remark(f"Left out of the file's rows: {said}.")
    for name, counts in outcome.left_out_by_step.items():
        if said := reasons(counts):
            yield remark(f"Left out of {name}: {said}.")


def _elapsed(seconds: float | None) -> str:
    """`12.5 s`, `5 h 22 min`, `30 h`; from two days on in days: `3.5 days`."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return f"{seconds:.3g} s"
    # what would be 48 h, rounded up as a duration is, is two days already
    if seconds > _DAYS_FROM - _HOUR:
        return f"{seconds / _DAY:,.1f}".removesuffix(".0") + " days"
    return duration(int(seconds))
