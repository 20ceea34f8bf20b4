"""What a scheduler calls: freshness, build, quality, alerts, each a step of the log."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.incidents.finding import Finding, Round
from org_funnels.runs import build, freshness
from org_funnels.runs.manifest import read_manifest
from org_funnels.runs.quality import Checked, check, tell
from org_funnels.runs.reach import note_build, reach_of, standing_of
from org_funnels.tracking_plan.loader import load_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from org_funnels.alerts.owners import Routes
    from org_funnels.runs.manifest import Manifest
    from org_funnels.runs.place import Place
    from org_funnels.runs.quality import Step
    from org_funnels.tracking_plan.plan import TrackingPlan

    # Runs dbt with some arguments, gives its last line, and raises UserError where it fails.
    Dbt = Callable[..., str]


def perform(
    place: Place,
    routes: Routes,
    run_id: str,
    *,
    step: Step,
    dbt: Dbt,
    build_arguments: Sequence[str] = (),
    everything: bool = False,
    checkpoint: str,
) -> Checked:
    """All steps in order. A build that failed is told, and the checks wait for one that has not.

    build_arguments: what dbt is to build; if none, what something new reaches, or everything.
    """
    steps, begun_at = _Steps(place, load_plan(place.project_dir), run_id, step, dbt), time.time()
    fresh = steps.freshness()
    manifest = read_manifest(place.project_dir, begun_at)
    # a project that dbt can't read is for its build to say
    if build_arguments or manifest is None:
        failure = steps.build(build_arguments)
    else:
        failure = steps.build_reached(manifest, everything=everything)
    found = Round((*fresh.findings, *failure), fresh.examined | {build.CHECK_NAME})
    if failure:
        return Checked(tell(place, routes, run_id, step, found))
    return check(place, routes, run_id, step, found, checkpoint=checkpoint)


@dataclass(frozen=True)
class _Steps:
    """The steps of a run that are dbt's."""

    place: Place
    plan: TrackingPlan
    run_id: str
    step: Step
    dbt: Dbt

    def freshness(self) -> Round:
        """Stale sources are findings, and no reason not to build what has come."""
        place = self.place
        sources = {f"{self.plan.company}_{name}": name for name in self.plan.settings.sources}
        with self.step("freshness") as outcome:
            begun_at = time.time()
            # dbt ends as failed where a source is stale; its own record says which, if any
            with suppress(UserError):
                self.dbt("source", "freshness", *self._places, shown=False)
            states = freshness.read_freshness(place.project_dir, sources, begun_at, place.clock())
            found = freshness.freshness_findings(states)
            outcome.row_count = len(states)
            outcome.result = "stale" if found else "success"
            outcome.text = ", ".join(f"{one.source} {one.state}" for one in states)
        examined = {freshness.CHECK_NAME} if states else set()
        return Round(found, frozenset(examined))

    def build_reached(self, manifest: Manifest, *, everything: bool) -> tuple[Finding, ...]:
        """Build what something new reaches, and log what that was."""
        place = self.place
        with self.step("reach") as outcome:
            standing = standing_of(place, manifest, self.plan)
            reach = reach_of(place, manifest, standing, everything=everything)
            outcome.text = reach.reason
        if reach.arguments is None:
            return ()
        begun_at = time.time()
        failure = self.build(reach.arguments)
        if not failure:
            built = build.read_build(place.project_dir, begun_at)
            note_build(place, self.run_id, standing, reach, built.invocation_id)
        return failure

    def build(self, arguments: Sequence[str]) -> tuple[Finding, ...]:
        """Without dbt's unit tests: they test the code, not the data."""
        project_dir, failure = self.place.project_dir, tuple[Finding, ...]()
        unit_tests = ("--exclude-resource-type", "unit_test")
        with self.step("build") as outcome:
            begun_at = time.time()
            try:
                outcome.text = self.dbt("build", *unit_tests, *self._places, *arguments)
            except UserError:
                failed = build.failure_of(build.read_build(project_dir, begun_at))
                outcome.result, outcome.text, failure = "error", failed.headline, (failed,)
            outcome.row_count = build.read_build(project_dir, begun_at).row_count
        return failure

    @property
    def _places(self) -> tuple[str, ...]:
        return ("--project-dir", str(self.place.project_dir), "--target", self.place.target.name)
