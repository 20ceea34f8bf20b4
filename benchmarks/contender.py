"""One thing to be timed: a query on an engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.engine import Engine


@dataclass(frozen=True)
class Contender:
    """A query by what it reads and what it asks, and how long it may take."""

    engine: Engine
    source: str
    question: str
    sql: str
    limit_seconds: float

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.engine.name}, {self.source}: {self.question}"
