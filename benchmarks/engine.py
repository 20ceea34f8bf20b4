"""What the benchmark asks of an engine, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from benchmarks.event_file import EventFile


class TimeLimitError(Exception):
    """A query was stopped because it took longer, or more room, than it may."""


class Engine(Protocol):
    """An open engine. It gives back what it holds when it is closed."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def version(self) -> str:
        """As it says itself."""

    def rows(self, sql: str, limit_seconds: float) -> list[tuple[Any, ...]]:
        """Run a query and fetch all of it, or raise TimeLimitError."""

    def add_events(self, name: str, file: EventFile) -> str:
        """A relation with the file's events in the order in which they came; how to name it."""

    def add_step_table(self, name: str, events: str) -> str:
        """A table with the events of the steps alone, by entity and time; how to name it."""

    def close(self) -> None:
        """Let go of all of it."""
