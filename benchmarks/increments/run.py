"""One run: make the events, and measure each engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.increments.bench_project import BenchProject
from benchmarks.increments.measured_side import MeasuredSide
from benchmarks.increments.outcome import Outcome, SideOutcome
from benchmarks.increments.plan_measure import measure_plan
from benchmarks.increments.raw_files import RawFiles
from benchmarks.increments.versions import versions
from benchmarks.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from benchmarks.increments.settings import Settings
    from benchmarks.increments.side import Side


def measure(
    settings: Settings, sides: Iterable[Side], scratch: Path, tell: Callable[[str], None]
) -> Outcome:
    """All of it. `scratch` is a folder that may be filled, `tell` is told how far it is."""
    tell(f"making the events in {settings.data}")
    files = RawFiles.make(settings.stream, settings.data, settings.newest, settings.oldest)
    outcomes = tuple(_measure_side(settings, files, side, scratch, tell) for side in sides)
    return Outcome(
        command=settings.command,
        machine=Machine.this_one(),
        versions={outcome.name: outcome.version for outcome in outcomes} | versions(),
        rows=settings.rows,
        orgs=settings.stream.orgs,
        events=settings.events,
        histories=settings.histories,
        rounds=settings.rounds,
        sides=outcomes,
    )


def _measure_side(
    settings: Settings, files: RawFiles, side: Side, scratch: Path, tell: Callable[[str], None]
) -> SideOutcome:
    side.empty()
    outcome = SideOutcome(side.name, side.version, side.settings)
    project = BenchProject.make(scratch / side.target, side, files.stream.events)
    MeasuredSide(project, files, settings, outcome, tell).measure()
    if settings.plan_events:
        tell(f"{side.name}  a tracking plan of {settings.plan_events} events")
        stream = settings.plan_stream
        few = RawFiles.make(stream, settings.data, 0, stream.rows)
        large = BenchProject.make(scratch / f"{side.target}-plan", side, stream.events)
        outcome.plan = measure_plan(large, few)
    side.empty()
    return outcome
