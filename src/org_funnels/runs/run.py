"""What a scheduler calls: freshness, build, quality, alerts, each a step of the log."""

from __future__ import annotations

import time
from contextlib import suppress
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
    build_arguments: Sequence[str],
    checkpoint: str,
) -> Checked:
    """All steps in order. A build that failed is told, and the checks wait for one that has not."""
    plan, begun_at = load_plan(place.project_dir), time.time()
    fresh = _freshness(place, plan, step, dbt)
    if build_arguments:
        failure = _build(place, step, dbt, build_arguments)
    else:
        manifest = read_manifest(place.project_dir, begun_at)
        failure = _build_reached(place, plan, manifest, run_id, step=step, dbt=dbt)
    found = Round((*fresh.findings, *failure), fresh.examined | {build.CHECK_NAME})
    if failure:
        return Checked(tell(place, routes, run_id, step, found))
    return check(place, routes, run_id, step, found, checkpoint=checkpoint)


def _freshness(place: Place, plan: TrackingPlan, step: Step, dbt: Dbt) -> Round:
    """Stale sources are findings, and no reason not to build what has come."""
    sources = {f"{plan.company}_{name}": name for name in plan.settings.sources}
    with step("freshness") as outcome:
        begun_at = time.time()
        # dbt ends as failed where a source is stale; its own record says which, if any
        with suppress(UserError):
            dbt("source", "freshness", *_places(place), shown=False)
        states = freshness.read_freshness(place.project_dir, sources, begun_at, place.clock())
        found = freshness.freshness_findings(states)
        outcome.row_count = len(states)
        outcome.result = "stale" if found else "success"
        outcome.text = ", ".join(f"{one.source} {one.state}" for one in states)
    examined = {freshness.CHECK_NAME} if states else set()
    return Round(found, frozenset(examined))


def _build_reached(
    place: Place,
    plan: TrackingPlan,
    manifest: Manifest | None,
    run_id: str,
    *,
    step: Step,
    dbt: Dbt,
) -> tuple[Finding, ...]:
    """Build what something new reaches. A project that dbt can't read is for its build to say."""
    if manifest is None:
        return _build(place, step, dbt, ())
    with step("reach") as outcome:
        standing = standing_of(place, manifest, plan)
        reach = reach_of(place, manifest, standing)
        outcome.text = reach.reason
    if reach.arguments is None:
        return ()
    begun_at = time.time()
    failure = _build(place, step, dbt, reach.arguments)
    if not failure:
        built = build.read_build(place.project_dir, begun_at)
        note_build(place, run_id, standing, reach, built.invocation_id)
    return failure


def _build(place: Place, step: Step, dbt: Dbt, arguments: Sequence[str]) -> tuple[Finding, ...]:
    """Without dbt's unit tests: they test the code, not the data."""
    with step("build") as outcome:
        begun_at = time.time()
        command = ("build", "--exclude-resource-type", "unit_test", *_places(place), *arguments)
        failure: tuple[Finding, ...] = ()
        try:
            outcome.text = dbt(*command)
        except UserError:
            failed = build.failure_of(build.read_build(place.project_dir, begun_at))
            outcome.result, outcome.text, failure = "error", failed.headline, (failed,)
        outcome.row_count = build.read_build(place.project_dir, begun_at).row_count
    return failure


def _places(place: Place) -> tuple[str, ...]:
    return ("--project-dir", str(place.project_dir), "--target", place.target.name)
