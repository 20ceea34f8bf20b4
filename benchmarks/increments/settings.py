"""What a run of the benchmark is told, and the stretches of the stream that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.increments.raw_event import raw_events
from benchmarks.increments.stream import Stream
from benchmarks.increments.stretch import Stretch

if TYPE_CHECKING:
    from pathlib import Path

_PLAN_ROWS = 30_000


@dataclass(frozen=True)
class Settings:
    """`rows` are a year's events, and the history on which everything is measured."""

    rows: int
    histories: tuple[int, ...]
    events: int
    plan_events: int
    rounds: int
    data: Path
    command: str

    @property
    def stream(self) -> Stream:
        """The company."""
        return Stream(self.rows, raw_events(self.events))

    @property
    def plan_stream(self) -> Stream:
        """A company with few rows and a large tracking plan."""
        return Stream(_PLAN_ROWS, raw_events(self.plan_events))

    @property
    def same_new(self) -> list[Stretch]:
        """What is new on each history: a hundredth of the shortest, again and again."""
        return _in_turn(Stretch.history(0), min(self.histories) // 100, self.rounds)

    @property
    def new(self) -> list[Stretch]:
        """What is new after that: a hundredth of a year, and once more for the last comparison."""
        return _in_turn(self.same_new[-1], self.rows // 100, self.rounds + 1)

    @property
    def oldest(self) -> int:
        """The highest number of an event that is loaded."""
        return max(self.histories)

    @property
    def newest(self) -> int:
        """The lowest."""
        return self.new[-1].newest


def _in_turn(earlier: Stretch, rows: int, count: int) -> list[Stretch]:
    found = [earlier]
    for _ in range(count):
        found.append(Stretch.after(found[-1], rows))
    return found[1:]
