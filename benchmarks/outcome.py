"""All that a run found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.answer import Answer
    from benchmarks.event_files import EventFiles
    from benchmarks.machine import Machine
    from benchmarks.race import Timing


@dataclass(frozen=True)
class Outcome:
    """Timings by contender, what answers disagree, and what it was measured on."""

    command: str
    machine: Machine
    versions: dict[str, str]
    files: EventFiles
    rounds: int
    plain: Answer
    compared: tuple[str, ...]
    disagreements: tuple[str, ...]
    timings: dict[str, Timing]
