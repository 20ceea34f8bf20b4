"""The words for a day of a reconciliation that is bad: what somebody reads at three in the morning.

Numbers, their range, whether the day is complete and what explains most of it. No key and no
personal datum: who is missing is behind a command. Nothing here reads, decides or sends.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from org_funnels.quality.wording import counted, duration, percent, percent_range, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from org_funnels.quality.day import Day

# Over how many days the usual rate is taken, where the mart does not have it.
_USUAL_DAYS = 28
_LONGEST_VALUE = 60


def details(day: Day, days: Sequence[Day]) -> tuple[str, ...]:
    """The lines under the first. `days` are the check's, from which the usual rate comes."""
    lines = (
        " ".join(part for part in (_extent(day, days), _completeness(day)) if part),
        _pool(day),
        _explanation(day),
        _besides(day),
        f"{day.production_model} in production against {day.event_name} | "
        f"data as of {day.as_of:%Y-%m-%d %H:%M} UTC",
    )
    return tuple(line for line in lines if line)


def headline(day: Day) -> str:
    """Whose events, on which day, and what is wrong with them."""
    return (
        f"{day.title or day.check_name} on {short_day(day.window_date)} ({day.timezone}): "
        f"{_trouble(day)}"
    )


def standing(day: Day) -> str:
    """How a day stands: `83.8 %, target 97 %`."""
    target = f", target {percent(float(day.target_rate))}" if day.target_rate is not None else ""
    return f"{percent(day.rate)}{target}"


def _trouble(day: Day) -> str:
    match day.decision_reason:
        case "production_silent":
            return f"{day.production_model} has no row in production, which it never was without"
        case "source_is_behind":
            return f"nobody can tell, as the source of {day.event_name} has not been loaded so far"
        case "production_is_behind":
            return f"nobody can tell, as {day.production_model} has not been loaded so far"
        case _:
            return (
                f"{day.matched_count:,} of {day.production_count:,} have their "
                f"{day.event_name} event ({standing(day)})"
            )


def _extent(day: Day, days: Sequence[Day]) -> str:
    if not day.production_count:
        return ""
    usual = _usual_rate(day, days)
    parts = [
        f"{counted(day.missing_count, 'is', 'are')} missing.",
        f"Usual {percent(usual)}." if usual is not None else "",
        f"95 % range {percent_range(day.rate_low, day.rate_high)}.",
    ]
    return " ".join(part for part in parts if part)


def _usual_rate(day: Day, days: Sequence[Day]) -> float | None:
    """The mart's baseline, else the median of the good days before it."""
    if day.baseline_rate is not None:
        return float(day.baseline_rate)
    good = [one.rate for one in days if one.decision == "ok" and one.window_date < day.window_date]
    return median(good[-_USUAL_DAYS:]) if good else None


def _completeness(day: Day) -> str:
    if day.is_final:
        lag = duration(day.arrival_lag_seconds)
        return f"The day is complete: 99.9 % of events arrive within {lag}."
    if day.decision_reason != "source_silent":
        return _so_far(day)
    if day.source_loaded_at is None:
        return "The events' source has never loaded anything, while production went on."
    since = f"{day.source_loaded_at:%Y-%m-%d %H:%M} UTC"
    return f"The events' source has loaded nothing since {since}, while production went on."


def _so_far(day: Day) -> str:
    """Of a day that is judged while events still arrive, if they do."""
    if day.expected_count is not None:
        return f"The day is not complete, but {int(day.expected_count):,} should have come by now."
    loaded = f"{day.source_loaded_at:%Y-%m-%d %H:%M} UTC" if day.source_loaded_at else "never"
    return f"The day is not complete. Its events' source was last loaded: {loaded}."


def _pool(day: Day) -> str:
    """Of a day too small to be judged by itself."""
    if not day.pool_first_date or not day.pool_last_date or day.pool_production_count is None:
        return ""
    first, last = short_day(day.pool_first_date), short_day(day.pool_last_date)
    return (
        f"Judged with its neighbours, {first} to {last}: "
        f"{day.pool_missing_count:,} of {day.pool_production_count:,} are missing."
    )


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


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"
