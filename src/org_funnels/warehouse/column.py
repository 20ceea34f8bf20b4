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


def is_known_type(name: str) -> bool:
    """Whether both engines have that type. Only such a name may stand in a statement."""
    return name in TYPES or _NUMERIC.fullmatch(name) is not None
