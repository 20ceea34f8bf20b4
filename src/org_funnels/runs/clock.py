"""The wall clock. Only the command reads it, and only here: the models know `as_of` alone."""

from __future__ import annotations

from datetime import UTC, datetime


def wall_clock() -> datetime:
    """The present in UTC, without a zone, as the warehouse has its times."""
    return datetime.now(UTC).replace(tzinfo=None)
