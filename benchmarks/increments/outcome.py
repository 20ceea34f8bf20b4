"""All that a run of the benchmark found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.race import Timing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.increments.dbt_run import DbtRun
    from benchmarks.machine import Machine

_NO_LIMIT = float("inf")


@dataclass(frozen=True)
class PlanCost:
    """What a large tracking plan costs before any row is computed. Seconds of whole commands."""

    events: int
    models: int
    parse: float
    compile: float
    # of all of it, with nothing new
    run: float
    # scheduled, with nothing new and with something new in every raw table
    nothing: float
    new: float
    # of the last: seconds and how many, by how models are materialized
    by_kind: Mapping[str, tuple[float, int]]
    above_facts_and_marts: float


@dataclass
class SideOutcome:
    """What was measured on one engine."""

    name: str
    version: str
    settings: Mapping[str, str]
    rows: int = 0
    new_rows: list[int] = field(default_factory=list)
    moved: int = 0
    runs: dict[str, list[DbtRun]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    path: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    compared: dict[str, int] = field(default_factory=dict)
    differences: tuple[str, ...] = ()
    plan: PlanCost | None = None

    def add(self, step: str, run: DbtRun) -> None:
        """Note one more run of a step."""
        self.runs.setdefault(step, []).append(run)

    @property
    def timings(self) -> dict[str, Timing]:
        """Model time of each step, by engine and step."""
        found = {step: tuple(run.model_seconds for run in runs) for step, runs in self.runs.items()}
        found |= {step: (seconds,) for step, seconds in self.seconds.items()}
        return {f"{self.name}, {step}": Timing(runs, _NO_LIMIT) for step, runs in found.items()}


@dataclass(frozen=True)
class Outcome:
    """All engines, and what it was measured on."""

    command: str
    machine: Machine
    versions: Mapping[str, str]
    rows: int
    orgs: int
    events: int
    histories: tuple[int, ...]
    rounds: int
    sides: tuple[SideOutcome, ...]

    @property
    def timings(self) -> dict[str, Timing]:
        """All of them."""
        return {name: timing for side in self.sides for name, timing in side.timings.items()}

    @property
    def differences(self) -> tuple[str, ...]:
        """What increments left that a full refresh does not give."""
        return tuple(f"{side.name}: {line}" for side in self.sides for line in side.differences)
