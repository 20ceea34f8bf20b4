"""A small sound plan in a folder of its own, to make mistakes in."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from org_funnels.tracking_plan import PlanError, TrackingPlan, load_plan

FILES = {
    "tracking_plan.yml": """\
company: acme
sources:
  web: {description: The browser., schema: segment_web}
  server: {description: The back end., schema: segment_server}
actions: [clicked, upgraded]
properties:
  view: {kind: text, description: The page.}
""",
    "features/plan.yml": """\
feature: plan
owner: growth
description: The subscription.
events:
  upgraded:
    description: The org moved to a higher tier.
    properties:
      num_seats: {type: integer, description: Seats after the change.}
    raw:
      - {source: server, table: plan_upgraded, org: {by: name, column: org-name}, from: 2026-03-01}
      - {source: server, table: upgraded_plan, org: {by: id, column: org}, until: 2026-03-01}
  clicked:
    description: A user clicked to change the subscription.
    raw:
      - {source: web, table: plan_clicked, org: none}
""",
    "funnels.yml": """\
funnels:
  upgrade:
    title: Upgrade
    owner: growth
    question: How many who click upgrade?
    entity: org
    window: 14 days
    steps:
      - {name: clicked, event: plan-clicked}
      - name: upgraded
        production: subscription_changes
        where: [{column: kind, op: "=", value: upgraded}]
""",
    "reconciliations.yml": """\
reconciliations:
  upgrades:
    owner: finance
    production: {model: subscription_changes, key: subscription_change_id, at: changed_at}
    event: {name: plan-upgraded, key: event_id}
    target: {rate: 0.97, critical_below: 0.95}
""",
}


@dataclass(frozen=True)
class Project:
    """A dbt project with a tracking plan."""

    folder: Path

    def write(self, file: str, text: str) -> None:
        """Write a file of the plan."""
        path = self.folder / "tracking_plan" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a part of a file of the plan that is in it once."""
        text = (self.folder / "tracking_plan" / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is not in {file} once"
        self.write(file, text.replace(old, new))

    def remove(self, file: str) -> None:
        """Delete a file of the plan."""
        (self.folder / "tracking_plan" / file).unlink()

    def load(self) -> TrackingPlan:
        """The plan, if it is sound."""
        return load_plan(self.folder)

    def problems(self) -> list[str]:
        """All of its mistakes, as a person sees them, without the folder's name."""
        with pytest.raises(PlanError) as raised:
            self.load()
        return [str(problem).removeprefix("tracking_plan/") for problem in raised.value.problems]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a sound plan."""
    made = Project(tmp_path)
    for file, text in FILES.items():
        made.write(file, text)
    return made
