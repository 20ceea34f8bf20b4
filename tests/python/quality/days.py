"""A day of a reconciliation as the mart has it, for tests that need no mart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from org_funnels.quality.day import Day

_FINE = Day(
    check_name="signups",
    window_date=date(2026, 11, 12),
    title="Signups",
    owner="growth",
    event_name="account-created",
    production_model="users",
    timezone="UTC",
    target_rate=Decimal("0.97"),
    production_count=100,
    matched_count=99,
    missing_count=1,
    excluded_count=0,
    duplicate_count=0,
    orphan_count=0,
    decision="ok",
    decision_reason="on_target",
    is_final=True,
    rate_low=Decimal("0.945500"),
    rate_high=Decimal("0.998200"),
    top_dimension=None,
    top_value=None,
    top_missing_count=None,
    top_production_count=None,
    arrival_lag_seconds=24_300,
    source_loaded_at=datetime(2026, 11, 14, 6, 0),  # noqa: DTZ001  (the mart has none)
    as_of=datetime(2026, 11, 14, 6, 30),  # noqa: DTZ001
)


def good_day(**changes: Any) -> Day:  # noqa: ANN401
    """12 November, on which 99 of 100 signups have their event, but for what is given."""
    return replace(_FINE, **changes)
