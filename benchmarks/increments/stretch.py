"""A stretch of the stream by load time: a history, or what is new after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from benchmarks.increments.stream import Stream


@dataclass(frozen=True)
class Stretch:
    """Deliveries that are loaded from the one event's time on and before the other's."""

    oldest: int
    newest: int

    @classmethod
    def history(cls, rows: int) -> Self:
        """The last so many events before the end."""
        return cls(rows, 0)

    @classmethod
    def after(cls, earlier: Stretch, rows: int) -> Self:
        """The next so many events."""
        return cls(earlier.newest, earlier.newest - rows)

    def condition(self, stream: Stream) -> str:
        """Which deliveries they are, as SQL."""
        since, until = stream.time_at(self.oldest), stream.time_at(self.newest)
        return f"uuid_ts >= {since} and uuid_ts < {until}"
