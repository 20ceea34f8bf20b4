"""Measure what a large tracking plan costs where there is next to nothing to compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.increments.lineage import Lineage
from benchmarks.increments.outcome import PlanCost
from benchmarks.increments.stretch import Stretch

if TYPE_CHECKING:
    from benchmarks.increments.bench_project import BenchProject
    from benchmarks.increments.raw_files import RawFiles

_WITH_ROWS = ("table", "increment")


def measure_plan(project: BenchProject, files: RawFiles) -> PlanCost:
    """Load the rows, build once, and then time each command where nothing is new."""
    _load(project, files)
    project.command("seed")
    project.run()
    parse = project.seconds_of("parse", "--no-partial-parse")
    compiled = project.seconds_of("compile")
    run = project.run()
    lineage = Lineage(project.manifest()["nodes"])
    kinds = lineage.kinds()
    facts_and_marts = {unique_id for unique_id, kind in kinds.items() if kind in _WITH_ROWS}
    return PlanCost(
        events=len(files.stream.events),
        models=len(kinds),
        parse=parse,
        compile=compiled,
        by_kind=run.by_kind(kinds),
        run=run.wall_seconds,
        above_facts_and_marts=run.seconds_beside(facts_and_marts),
    )


def _load(project: BenchProject, files: RawFiles) -> None:
    side, stretch = project.side, Stretch.history(files.stream.rows)
    side.empty()
    side.add(files.production_tables())
    side.add(files.raw_tables(stretch))
    side.add(files.projects(stretch))
