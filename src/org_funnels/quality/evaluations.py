"""The history of what the checks said: how a day was judged, and when that changed.

A day that is judged as it was before gives no row: with the run that is logged too, nothing is
lost by that, and an hourly run does not write a year of days again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from org_funnels.log.tables import EVALUATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from org_funnels.log import Log
    from org_funnels.quality.day import Day

_JUDGEMENT = (
    "decision",
    "decision_reason",
    "is_final",
    "target_rate",
    "production_count",
    "matched_count",
    "missing_count",
    "excluded_count",
    "duplicate_count",
    "orphan_count",
)


def changed_evaluations(
    log: Log, days: Iterable[Day], run_id: str, now: datetime
) -> list[dict[str, Any]]:
    """The rows to add: days that were never judged, or otherwise."""
    latest = {
        (row["check_name"], row["window_date"]): tuple(row[name] for name in _JUDGEMENT)
        for row in log.latest(EVALUATIONS, "check_name", "window_date")
    }
    return [
        {
            "run_id": run_id,
            "evaluated_at": now,
            "as_of": day.as_of,
            "check_name": day.check_name,
            "window_date": day.window_date,
            **dict(zip(_JUDGEMENT, judgement, strict=True)),
        }
        for day in days
        for judgement in [tuple(getattr(day, name) for name in _JUDGEMENT)]
        if latest.get((day.check_name, day.window_date)) != judgement
    ]


def evaluated_checks(log: Log) -> frozenset[str]:
    """Every check that was ever evaluated, also one that the plan no longer has."""
    return frozenset(row["check_name"] for row in log.latest(EVALUATIONS, "check_name"))
