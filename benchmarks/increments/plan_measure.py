"""Measure what a large tracking plan costs where there is next to nothing to compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.increments.lineage import Lineage
from benchmarks.increments.outcome import PlanCost
from benchmarks.increments.scheduler import Scheduler
from benchmarks.increments.stretch import Stretch

if TYPE_CHECKING:
    from benchmarks.increments.bench_project import BenchProject
    from benchmarks.increments.raw_files import RawFiles

_WITH_ROWS = ("table", "increment")


def measure_plan(project: BenchProject, files: RawFiles) -> PlanCost:
    """Load the rows, build once, and then time each command where little is new."""
    history = Stretch.history(files.stream.rows * 9 // 10)
    _load(project, files, history)
    project.command("seed")
    scheduler = Scheduler(project)
    scheduler.run_all()
    parse = project.seconds_of("parse", "--no-partial-parse")
    compiled = project.seconds_of("compile")
    everything, nothing = scheduler.run_all(), scheduler.run()
    project.side.add(files.raw_tables(Stretch.after(history, files.stream.rows // 10)))
    new = scheduler.run()
    kinds = Lineage(project.manifest()["nodes"]).kinds()
    facts_and_marts = {unique_id for unique_id, kind in kinds.items() if kind in _WITH_ROWS}
    return PlanCost(
        events=len(files.stream.events),
        models=len(kinds),
        parse=parse,
        compile=compiled,
        run=everything.wall_seconds,
        nothing=nothing.wall_seconds,
        new=new.wall_seconds,
        by_kind=new.by_kind(kinds),
        above_facts_and_marts=new.seconds_beside(facts_and_marts),
    )


def _load(project: BenchProject, files: RawFiles, stretch: Stretch) -> None:
    side = project.side
    side.empty()
    side.add(files.production_tables())
    side.add(files.raw_tables(stretch))
    side.add(files.projects(stretch))
