"""Words around numbers."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """`1 table`, `2 tables`, `46,914 rows`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
