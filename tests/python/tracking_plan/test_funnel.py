"""Which funnels can be declared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.python.tracking_plan.funnel_text import CLICKED

if TYPE_CHECKING:
    from tests.python.tracking_plan.conftest import Project


@pytest.mark.parametrize("key", ["title", "owner", "question", "entity"])
def test_a_declared_funnel_says_what_it_is_for(project: Project, key: str) -> None:
    text = (project.folder / "tracking_plan/funnels.yml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(f"    {key}:")]
    project.write("funnels.yml", "\n".join(lines))

    assert project.problems() == [f"funnels.yml:2: `{key}` is missing from `upgrade`."]


def test_a_treatments_prefix_is_the_plans(project: Project) -> None:
    settings = (project.folder / "tracking_plan/tracking_plan.yml").read_text(encoding="utf-8")
    project.write("tracking_plan.yml", settings + "treatments: {prefix: ab_}\n")
    project.edit(
        "funnels.yml",
        "window: 14 days",
        "window: 14 days\n    segments: [{treatment: treatment_hero}, {treatment: ab_colour}]",
    )

    assert project.problems() == [
        "funnels.yml:8: a treatment goes without its prefix. Write `treatment: colour`."
    ]


def test_a_funnel_whose_models_name_is_too_long_is_refused(project: Project) -> None:
    name = "u" * 60
    project.edit("funnels.yml", "  upgrade:", f"  {name}:")

    assert project.problems() == [
        f"funnels.yml:2: the model's name funnel_acme__{name} is longer than 63 characters. "
        "Shorten it."
    ]


def test_a_funnel_may_have_all_that_there_is(project: Project) -> None:
    project.write(
        "funnels.yml",
        """\
funnels:
  upgrade:
    title: Upgrade
    owner: growth
    question: How many?
    entity: org
    window: 52000 weeks
    order: strict
    entry: first
    on_exclusion: drop_entity
    timezone: Asia/Kolkata
    from: 2026-03-01
    to: 2026-03-01
    segments: [tier, {attribute: language}, {treatment: hero}, {property: num_seats}]
    steps:
      - {name: upgraded, event: plan-upgraded, first_time: any}
      - name: upgraded_again
        event: plan-upgraded
        within: 1 hour
        first_time: matching
        where: [{property: num_seats, op: in, value: [1, 2]}]
      - {name: did, any_event: true, where: [{column: view, op: icontains, value: Plan}]}
      - {name: paid, production: subscription_changes}
    exclusions:
      - {name: left, production: subscription_changes, from_step: upgraded, to_step: paid,
         where: [{column: kind, op: "=", value: churned}]}
      - {any_event: true, from_step: did, to_step: paid}
""",
    )

    funnel = project.load().funnels["upgrade"]

    assert [segment.text for segment in funnel.segments] == [
        "tier",
        "language",
        "treatment:hero",
        "property:num_seats",
    ]
    assert (funnel.entry, funnel.on_exclusion, funnel.order) == ("first", "drop_entity", "strict")
    assert funnel.from_ == funnel.to == date(2026, 3, 1)


def test_a_plan_with_an_unreadable_feature_blames_no_property_of_any_event(
    project: Project,
) -> None:
    project.write("features/seat.yml", "feature: [\n")
    project.edit(
        "funnels.yml",
        CLICKED,
        "{name: clicked, any_event: true, where: [{property: seats, op: is set}]}",
    )

    assert [problem.partition(":")[0] for problem in project.problems()] == ["features/seat.yml"]


def test_a_funnel_without_steps_is_refused(project: Project) -> None:
    project.write(
        "funnels.yml",
        "funnels:\n  upgrade:\n"
        "    {title: a, owner: b, question: c, entity: org, window: none, steps: []}\n",
    )

    assert project.problems() == ["funnels.yml:3: `steps` is empty. Give it at least one entry."]


def test_a_window_may_be_none(project: Project) -> None:
    project.edit("funnels.yml", "14 days", "none")

    assert project.load().funnels["upgrade"].window is None
