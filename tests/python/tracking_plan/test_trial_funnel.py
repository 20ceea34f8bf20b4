"""A funnel in a file of its own: checked by a plan where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.tracking_plan.problem import PlanError
from org_funnels.tracking_plan.trial_funnel import TrialFunnel, load_trial_funnel

if TYPE_CHECKING:
    from pathlib import Path

    from tests.python.tracking_plan.conftest import Project

    from org_funnels.tracking_plan import TrackingPlan

IDEA = """\
steps:
  - {name: a, event: plan-clicked}
  - {name: b, event: Anything Else, where: [{property: Seats, op: ">", value: "9"}]}
  - {name: c, any_event: true, where: [{column: Colour, op: is set}]}
segments: [{property: Browser Name}, language]
"""
RECORDS = "steps: [{name: a, production: users}]\nentity: visitor\n"


def load(folder: Path, text: str, plan: TrackingPlan | None = None) -> TrialFunnel:
    path = folder / "idea.yml"
    path.write_text(text, encoding="utf-8")
    return load_trial_funnel(path, plan)


def problems(folder: Path, text: str, plan: TrackingPlan | None = None) -> list[str]:
    with pytest.raises(PlanError) as raised:
        load(folder, text, plan)
    return [str(problem).removeprefix(f"{folder}/") for problem in raised.value.problems]


def test_steps_are_enough(tmp_path: Path) -> None:
    funnel = load(tmp_path, "steps: [{name: a, event: x}]\n")

    assert funnel == TrialFunnel.model_construct(steps=funnel.steps)
    assert (funnel.entity, funnel.window, funnel.title) == ("org", None, None)


def test_a_file_of_events_may_have_any_event_and_any_column(tmp_path: Path) -> None:
    assert [step.event for step in load(tmp_path, IDEA).steps] == [
        "plan-clicked",
        "Anything Else",
        None,
    ]


def test_a_file_of_events_may_be_cut_by_any_column_whosever_it_is(tmp_path: Path) -> None:
    funnel = load(tmp_path, f"{IDEA}entity: visitor\n")

    assert [segment.text for segment in funnel.segments] == ["property:Browser Name", "language"]


def test_the_warehouse_has_what_the_plan_says(project: Project) -> None:
    assert problems(project.folder, IDEA, project.load()) == [
        "idea.yml:3: no event is called `Anything Else`. Known: `plan-clicked`, `plan-upgraded`.",
        "idea.yml:4: the events have no column `Colour`. Known: `action`, `anonymous_id`, "
        "`event_name`, `feature`, `org_id`, `org_matched_by`, `org_unmatched_reason`, `repo_id`, "
        "`source`, `source_table`, `user_id`, `user_unmatched_reason`, `view`, `visitor_id`.",
        "idea.yml:5: `plan-clicked` has no property `Browser Name`. There are none yet.",
    ]


def test_the_plans_properties_types_and_prefix_hold_for_a_trial(project: Project) -> None:
    text = (
        "steps:\n"
        '  - {name: a, event: plan-upgraded, where: [{property: num_seats, op: "=", value: "3"}]}\n'
        "segments: [{treatment: treatment_hero}, {property: num_seats}]\n"
    )

    assert problems(project.folder, text, project.load()) == [
        'idea.yml:2: `num_seats` is a number, and "3" is not. Write one without quotes.',
        "idea.yml:3: a treatment goes without its prefix. Write `treatment: hero`.",
    ]


def test_production_is_in_the_warehouse_only(project: Project) -> None:
    assert load(project.folder, RECORDS, project.load()).entity == "visitor"
    assert problems(project.folder, RECORDS) == [
        "idea.yml:1: a file of events has no production records. Name an `event`."
    ]


def test_a_trial_is_by_org_unless_it_says_otherwise(project: Project) -> None:
    records = RECORDS.replace("entity: visitor\n", "")

    assert problems(project.folder, records, project.load()) == [
        "idea.yml:1: production's users are by user or visitor, and this funnel is by org. Use an "
        "event here, or change the entity."
    ]


def test_a_declared_funnel_below_its_name_is_told_to_stand_alone(tmp_path: Path) -> None:
    assert problems(tmp_path, "funnels:\n  go:\n    steps: []\n") == [
        "idea.yml:1: `funnels` holds several, and here stands one. Take out `funnels:` and the "
        "funnel's name, so that `steps:` begins its line."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["idea.yml:1: the file is empty. Fill it in, or delete it."]),
        ("window: none\n", ["idea.yml:1: `steps` is missing."]),
        ("steps: []\n", ["idea.yml:1: `steps` is empty. Give it at least one entry."]),
        ("[a]\n", ["idea.yml:1: `file` is a list, and must be a mapping."]),
        (
            "steps: [{name: a, event: x}, {name: a, event: y}]\nwindow: 14 dasy\n",
            [
                "idea.yml:1: the step name `a` is used twice. Rename one.",
                "idea.yml:2: `14 dasy` has no unit of time. Did you mean `days`?",
            ],
        ),
    ],
)
def test_mistakes_are_told_with_their_lines(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert problems(tmp_path, text) == expected


def test_the_mistakes_are_those_of_a_funnel(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as raised:
        load(tmp_path, "steps: []\n")

    assert raised.value.message.startswith("The funnel has 1 mistake.\n")
    assert raised.value.exit_code == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "idea.yml"

    with pytest.raises(UserError) as raised:
        load_trial_funnel(path, None)

    assert raised.value.message == f"No funnel at {path}. Name a YAML file with its `steps`."
