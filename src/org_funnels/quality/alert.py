"""The text that somebody reads at three in the morning.

Numbers, their range, whether the day is complete, what explains most of it, and what to run. No
key and no personal datum: who is missing is behind the query. Nothing here reads or sends.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Literal

from org_funnels.quality.day import KEYS_MART
from org_funnels.quality.wording import counted, duration, percent, percent_range, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from org_funnels.quality.day import Day

Severity = Literal["critical", "warning"]

# How many other days a message names, and over how many the usual rate is taken.
_NAMED_DAYS = 10
_USUAL_DAYS = 28
_LONGEST_VALUE = 60


@dataclass(frozen=True)
class Alert:
    """One message about one check, with the days that it is about, newest first."""

    check_name: str
    severity: Severity
    owner: str
    days: tuple[Day, ...]
    text: str


def choose_alerts(days: Iterable[Day], schema: str) -> list[Alert]:
    """At most one per check and severity, the critical ones first."""
    alerts = [
        alert
        for _, group in groupby(days, key=lambda day: day.check_name)
        for alert in _alerts_of(list(group), schema)
    ]
    return sorted(alerts, key=lambda alert: alert.severity != "critical")


def _alerts_of(days: Sequence[Day], schema: str) -> list[Alert]:
    """The days of one check are judged bad in two ways: one message for each."""
    severities: tuple[Severity, ...] = ("critical", "warning")
    found = {
        level: [day for day in reversed(days) if day.decision == level] for level in severities
    }
    return [
        Alert(bad[0].check_name, level, bad[0].owner, tuple(bad), _text(level, bad, days, schema))
        for level, bad in found.items()
        if bad
    ]


def _text(severity: Severity, bad: Sequence[Day], days: Sequence[Day], schema: str) -> str:
    """The newest bad day in full, the others by name."""
    day = bad[0]
    lines = [
        f"[{severity.upper()}] {_headline(day)}",
        f"{_extent(day, days)} {_completeness(day)}",
        _explanation(day),
        _besides(day),
        _others(severity, bad[1:]),
        f"Owner {day.owner} | {day.production_model} in production against {day.event_name} | "
        f"data as of {day.as_of:%Y-%m-%d %H:%M} UTC",
        f"Who: select key, production_at, dimensions from {schema}.{KEYS_MART} "  # noqa: S608
        f"where check_name = '{day.check_name}' and window_date = '{day.window_date}'",
    ]
    return "\n".join(line for line in lines if line)


def _headline(day: Day) -> str:
    return (
        f"{day.title or day.check_name} on {short_day(day.window_date)} ({day.timezone}): "
        f"{day.matched_count:,} of {day.production_count:,} have their {day.event_name} event "
        f"({percent(day.rate)}, target {percent(float(day.target_rate))})"
    )


def _extent(day: Day, days: Sequence[Day]) -> str:
    usual = _usual_rate(day, days)
    parts = [
        f"{counted(day.missing_count, 'is', 'are')} missing.",
        f"Usual {percent(usual)}." if usual is not None else "",
        f"95 % range {percent_range(day.rate_low, day.rate_high)}.",
    ]
    return " ".join(part for part in parts if part)


def _usual_rate(day: Day, days: Sequence[Day]) -> float | None:
    """The median of the good days before it."""
    good = [one.rate for one in days if one.decision == "ok" and one.window_date < day.window_date]
    return median(good[-_USUAL_DAYS:]) if good else None


def _completeness(day: Day) -> str:
    if day.is_final:
        lag = duration(day.arrival_lag_seconds)
        return f"The day is complete: 99.9 % of events arrive within {lag}."
    if day.source_loaded_at is None:
        return "The events' source has never loaded anything, while production went on."
    since = f"{day.source_loaded_at:%Y-%m-%d %H:%M} UTC"
    return f"The events' source has loaded nothing since {since}, while production went on."


def _explanation(day: Day) -> str:
    if day.top_dimension is None or day.top_missing_count is None or not day.top_production_count:
        return ""
    value = "not set" if day.top_value is None else _short(day.top_value)
    return (
        f"Most of it: {day.top_dimension} {value}, "
        f"{percent(day.top_missing_count / day.missing_count)} of the missing and "
        f"{percent(day.top_production_count / day.production_count)} of all."
    )


def _besides(day: Day) -> str:
    parts = [
        counted(day.duplicate_count, "duplicate", "duplicates"),
        counted(day.orphan_count, "event that no row explains", "events that no row explains"),
        counted(day.excluded_count, "row left out by the check", "rows left out by the check"),
    ]
    said = [part for part in parts if not part.startswith("0 ")]
    return f"Also: {', '.join(said)}." if said else ""


def _others(severity: Severity, days: Sequence[Day]) -> str:
    if not days:
        return ""
    named = [
        f"{short_day(day.window_date)} ({day.matched_count:,} of {day.production_count:,})"
        for day in days[:_NAMED_DAYS]
    ]
    unnamed = len(days) - _NAMED_DAYS
    if unnamed > 0:
        named.append(counted(unnamed, "earlier day", "earlier days"))
    return f"{severity.capitalize()} too: {', '.join(named)}."


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"
