"""A column of a table that we make, typed in PostgreSQL's words on every engine."""

from __future__ import annotations

import re
from dataclasses import dataclass

TYPES = (
    "text",
    "bigint",
    "integer",
    "double precision",
    "numeric",
    "boolean",
    "timestamp",
    "timestamptz",
    "date",
)

_NUMERIC = re.compile(r"numeric\(\d{1,2}, ?\d{1,2}\)")


@dataclass(frozen=True)
class Column:
    """A column by name and type."""

    name: str
    type: str = "text"


def known_type(name: str) -> str:
    """The type itself if both engines have it, else an error."""
    if name in TYPES or _NUMERIC.fullmatch(name):
        return name
    message = f"{name!r} is none of {', '.join(TYPES)}, numeric(precision, scale)"
    raise ValueError(message)
