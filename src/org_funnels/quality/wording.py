"""Numbers, days and durations as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

_MINUTE, _HOUR = 60, 3600
_WHOLE_HOURS_FROM = 24 * _HOUR


def counted(number: int, one: str, many: str) -> str:
    """`1 row`, `1,200 rows`."""
    return f"{number:,} {one if number == 1 else many}"


def percent(rate: float) -> str:
    """One decimal, and none where it is 0: `97 %`, `83.8 %`.

    What is not everything does not read as 100 %, nor something as 0 %.
    """
    shown = round(100 * rate, 1)
    if shown == 100 and rate < 1:  # noqa: PLR2004  (everything)
        return "over 99.9 %"
    if shown == 0 and rate > 0:
        return "under 0.1 %"
    return f"{shown:.0f} %" if shown == int(shown) else f"{shown:.1f} %"


def measured(row: Mapping[str, Any]) -> str:
    """What a measurement says: `393 of 6,441 (6.1 %)`, `silent for 155 h`; else nothing."""
    checked, bad, seconds = (row.get(name) for name in ("checked_count", "bad_count", "seconds"))
    if seconds:
        return f"silent for {duration(seconds)}"
    if not checked or not bad or checked == 1:
        return ""
    # of a test of whole tables, what is wrong may be more than the rows of one
    share = f" ({percent(bad / checked)})" if bad <= checked else ""
    return f"{bad:,} of {checked:,}{share}"


def percent_range(low: Decimal | None, high: Decimal | None) -> str:
    """`82.5-85.0 %`."""
    return f"{100 * float(low or 0):.1f}-{100 * float(high or 0):.1f} %"


def short_day(day: date) -> str:
    """`Thu 12 Nov 2026`, in English wherever it runs."""
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{weekday} {day.day} {months[day.month - 1]} {day.year}"


def duration(seconds: int) -> str:
    """To the minute, rounded up; from a day on to the hour: `6 h 45 min`, `72 h`."""
    minutes = -(-seconds // _MINUTE)
    if seconds >= _WHOLE_HOURS_FROM:
        return f"{-(-seconds // _HOUR)} h"
    hours, rest = divmod(minutes, _MINUTE)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return " ".join(part for part in parts if part)
