"""The types of raw columns. Segment's times have a zone."""

from __future__ import annotations

RAW_TIMES = ("received_at", "uuid_ts", "sent_at", "original_timestamp", "timestamp")


def typed(name: str, type_: str) -> str:
    """A column's type in a warehouse, by what it is in the files."""
    if name in RAW_TIMES:
        return "timestamptz"
    return {"VARCHAR": "text", '"NULL"': "text", "INTEGER": "integer"}.get(type_, type_.lower())
