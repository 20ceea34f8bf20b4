"""What a build has to run: what something new reaches, and all of it where that can't be told.

A model that reads no row and no column that is new, by the code that it was built with, gives what
it gave. docs/decisions/016-what-a-run-builds.md says when that is relied on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from org_funnels.log.tables import BUILDS, MARTS_SCHEMA
from org_funnels.quality.wording import counted
from org_funnels.runs.code import code_hash
from org_funnels.runs.inputs import read_inputs
from org_funnels.warehouse.identifier import quoted_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import Any

    from org_funnels.runs.inputs import Inputs
    from org_funnels.runs.manifest import Manifest, Source
    from org_funnels.runs.place import Place
    from org_funnels.tracking_plan.plan import TrackingPlan

# After this long everything is built: what a model takes from the clock, and what somebody did to
# the warehouse by hand, is seen at least so often.
_LONGEST = timedelta(days=1)
_STATE = "state_builds"


@dataclass(frozen=True)
class Reach:
    """What to give to `dbt build`. No arguments where it need not run.

    all_built_at: when all of the project was last built, once this build is done.
    """

    arguments: tuple[str, ...] | None
    reason: str
    all_built_at: datetime


@dataclass(frozen=True)
class Standing:
    """What a build is about to read, and by which code."""

    inputs: Inputs
    code: str

    @property
    def told(self) -> dict[str, str]:
        """As the log keeps it."""
        return {
            "code_hash": self.code,
            "columns": json.dumps(self.inputs.columns, sort_keys=True),
            "fingerprints": json.dumps(self.inputs.fingerprints, sort_keys=True),
        }


def standing_of(place: Place, manifest: Manifest, plan: TrackingPlan) -> Standing:
    """Look at the sources before a build: what comes while it works is new to the next one."""
    with place.open() as warehouse:
        inputs = read_inputs(warehouse, manifest.sources, plan, place.project_dir)
    return Standing(inputs, code_hash(manifest, place.project_dir, place.target))


def reach_of(
    place: Place, manifest: Manifest, standing: Standing, *, everything: bool = False
) -> Reach:
    """What of the project the next build has to run."""
    if everything:
        return _all(place, "as was asked for")
    builds = place.log.latest(BUILDS, MARTS_SCHEMA.name)
    last = builds[0] if builds else None
    why_all = _why_all(place, manifest, standing, last)
    if last is None or why_all:
        return _all(place, why_all)
    return _changed(manifest, standing, last)


def _all(place: Place, why: str) -> Reach:
    return Reach((), f"all of it: {why}", place.clock())


def _why_all(
    place: Place, manifest: Manifest, standing: Standing, last: Mapping[str, Any] | None
) -> str:
    """Why nothing can be left; nothing where something can."""
    if last is None:
        return "no build is known"
    if last["code_hash"] != standing.code:
        return "the code has changed"
    if last["columns"] != standing.told["columns"]:
        return "the columns of a source have changed"
    if last["invocation_id"] != last_invocation(place, manifest):
        return "another build has begun since"
    if place.clock() - last["all_built_at"] >= _LONGEST:
        return f"the last time was {last['all_built_at']:%Y-%m-%d %H:%M} UTC"
    return ""


def last_invocation(place: Place, manifest: Manifest) -> str | None:
    """Which dbt was the last to build in the schema, whoever started it."""
    relation = manifest.relation(_STATE)
    if relation is None:
        return None
    with place.open() as warehouse:
        try:
            rows = warehouse.rows(f"select invocation_id from {quoted_table(*relation)}")  # noqa: S608
        except warehouse.error:
            return None
    return str(rows[0][0]) if len(rows) == 1 else None


def changed_sources(
    manifest: Manifest, before: Mapping[str, str | None], inputs: Inputs
) -> tuple[Source, ...]:
    """The sources that have other rows than before, or of which nobody can tell."""
    now = inputs.fingerprints
    return tuple(
        one
        for one in manifest.sources
        if now[one.unique_id] is None or now[one.unique_id] != before.get(one.unique_id)
    )


def reached_by(manifest: Manifest, changed: Iterable[Source]) -> tuple[str, ...]:
    """What of the project reads these sources, without the views that would be made as they are.

    Tests are chosen like models, by what they read, and not with the models that are left out.
    """
    left = manifest.unchanged_views()
    return (
        *("--indirect-selection", "empty"),
        *("--select", *(one.selector for one in changed)),
        *(("--exclude", *left) if left else ()),
    )


def note_build(
    place: Place, run_id: str, standing: Standing, reach: Reach, invocation_id: str
) -> None:
    """Log a build that went well, so that the next one knows what it can leave."""
    row = {
        "run_id": run_id,
        "built_at": place.clock(),
        "all_built_at": reach.all_built_at,
        "invocation_id": invocation_id,
        **standing.told,
    }
    place.log.append({BUILDS: [row]})


def _changed(manifest: Manifest, standing: Standing, last: Mapping[str, Any]) -> Reach:
    changed = changed_sources(manifest, json.loads(last["fingerprints"]), standing.inputs)
    among = f"of {counted(len(manifest.sources), 'source', 'sources')}"
    if not changed:
        return Reach(None, f"nothing is new in any {among}", last["all_built_at"])
    return Reach(
        reached_by(manifest, changed),
        f"what {len(changed):,} {among} reach",
        last["all_built_at"],
    )
