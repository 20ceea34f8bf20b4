"""What `org-funnels run` does of dbt: look at the sources, and run what something new reaches."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.increments.dbt_run import DbtRun, Span
from org_funnels.runs.inputs import read_inputs
from org_funnels.runs.manifest import Manifest
from org_funnels.runs.reach import changed_sources, reached_by
from org_funnels.tracking_plan import load_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.increments.bench_project import BenchProject
    from org_funnels.runs.inputs import Inputs

# Looking counts like a model: a run can't be had without it.
_LOOKING = "operation.org_funnels.looking_at_the_sources"


@dataclass
class Scheduler:
    """A project that is run again and again, and by nobody else."""

    project: BenchProject
    fingerprints: Mapping[str, str | None] = field(default_factory=dict)

    def run_all(self) -> DbtRun:
        """All of it."""
        self.fingerprints = self._inputs(Manifest(self.project.manifest())).fingerprints
        return self.project.run()

    def run(self) -> DbtRun:
        """What is new since the last time."""
        manifest = Manifest(self.project.manifest())
        began = time.perf_counter()
        inputs = self._inputs(manifest)
        changed = changed_sources(manifest, self.fingerprints, inputs)
        looked = Span(began, time.perf_counter())
        self.fingerprints = inputs.fingerprints
        if not changed:
            return DbtRun({_LOOKING: looked}, looked.seconds)
        found = self.project.run(*reached_by(manifest, changed))
        return DbtRun(
            {_LOOKING: looked, **found.nodes},
            looked.seconds + found.wall_seconds,
            found.dbt_bytes,
            found.server_bytes,
        )

    def _inputs(self, manifest: Manifest) -> Inputs:
        folder = self.project.folder
        with self.project.side.open() as warehouse:
            return read_inputs(warehouse, manifest.sources, load_plan(folder), folder)
