"""What was found when events were held against production, by day."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from org_funnels.quality.wording import percent, percent_range, short_day
from org_funnels.report.section import heading, remark, share, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from org_funnels.quality.day import Day

# Days that somebody must look at are shown, up to so many; the others are counted.
_BAD = {"critical": "bold red", "warning": "yellow", "stale": "yellow"}
_SHOWN_DAYS = 10
_ORDER = ("ok", "warning", "critical", "pending", "stale", "too_few", "no_source")
_WORDS = {
    "ok": "as they should be",
    "warning": "with a warning",
    "critical": "critical",
    "pending": "not complete yet",
    "stale": "waiting for data for too long",
    "too_few": "with too few rows to judge",
    "no_source": "without a production row",
}
# What is wrong with a day where it is not that events are missing.
_REASONS = {
    "source_silent": "the source has loaded nothing",
    "source_is_behind": "the source is behind",
    "production_is_behind": "production is behind",
    "production_silent": "production has no row",
    "too_many_duplicates": "too many duplicates",
    "too_many_orphans": "too many events that no row explains",
}


def show_reconciliations(days: Iterable[Day]) -> RenderableType:
    """One table a check, of its bad days, newest first."""
    parts: list[RenderableType] = []
    for _, group in groupby(days, key=lambda day: day.check_name):
        parts += _check(list(group))
    none = [remark("The tracking plan declares no reconciliation.")]
    return Group(heading("EVENTS AGAINST PRODUCTION"), *(parts or none))


def _check(days: Sequence[Day]) -> list[RenderableType]:
    bad = [day for day in reversed(days) if day.decision in _BAD]
    parts: list[RenderableType] = [Text(), _title(days[-1]), remark(_summary(days))]
    if bad:
        parts.append(_bad_days(bad[:_SHOWN_DAYS]))
    if len(bad) > _SHOWN_DAYS:
        parts.append(remark(f"{len(bad) - _SHOWN_DAYS} earlier days are bad too."))
    return parts


def _title(day: Day) -> Text:
    return Text.assemble(
        (day.title or day.check_name, "bold cyan"),
        f"  {day.production_model} in production against {day.event_name}, owner {day.owner}",
    )


def _summary(days: Sequence[Day]) -> str:
    counts = Counter(day.decision for day in days)
    said = [f"{counts[name]} {_WORDS[name]}" for name in _ORDER if counts[name]]
    missing = sum(day.missing_count for day in days)
    rows = sum(day.production_count for day in days)
    return (
        f"{len(days)} days: {', '.join(said)}. In all {rows - missing:,} of {rows:,} have their "
        f"event, {missing:,} lack it."
    )


def _bad_days(days: Iterable[Day]) -> Table:
    shown = table(
        "day", "", "rows", "missing", "with event", "95 % range", "why",
        numbers=frozenset({2, 3, 4, 5}),
    )  # fmt: skip
    for day in days:
        shown.add_row(
            short_day(day.window_date),
            Text(day.decision, style=_BAD[day.decision]),
            f"{day.production_count:,}",
            f"{day.missing_count:,}",
            percent(day.rate),
            percent_range(day.rate_low, day.rate_high),
            _explanation(day),
        )
    return shown


def _explanation(day: Day) -> str:
    if day.decision_reason in _REASONS:
        return _REASONS[day.decision_reason]
    if day.top_dimension is None or day.top_missing_count is None:
        return ""
    return (
        f"{day.top_dimension} {day.top_value or 'not set'}: {day.top_missing_count:,} missing "
        f"({share(day.top_production_count or 0, day.production_count)} of all rows)"
    )
