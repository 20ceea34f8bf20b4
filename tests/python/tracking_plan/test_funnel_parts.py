"""Which parts of a funnel do not go together, and that all mistakes are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.python.tracking_plan.funnel_text import CLICKED, written

if TYPE_CHECKING:
    from tests.python.tracking_plan.conftest import Project

STEPS = (
    "[{name: clicked, event: plan-clicked}, {name: upgraded, event: plan-upgraded}, "
    "{name: paid, production: subscription_changes}]"
)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {
                "steps": STEPS,
                "exclusions": "[{event: plan-clicked, from_step: clicked, to_step: pait}]",
            },
            [
                "funnels.yml:9: `to_step` is `pait`, which is no step of the funnel. "
                "Did you mean `paid`?"
            ],
        ),
        (
            {
                "steps": STEPS,
                "exclusions": "[{event: plan-clicked, from_step: paid, to_step: paid}]",
            },
            [
                "funnels.yml:9: `from_step` `paid` does not come before `to_step` `paid`, so "
                "nothing lies between them. Swap them, or name a later step."
            ],
        ),
        (
            {"steps": STEPS, "exclusions": "[{any_event: true, from_step: clicked}]"},
            ["funnels.yml:9: `to_step` is missing from `exclusions`."],
        ),
        (
            {"steps": STEPS, "exclusions": "[{from_step: clicked, to_step: paid}]"},
            [
                "funnels.yml:9: an exclusion is an `event`, a `production` record or "
                "`any_event: true`: write one."
            ],
        ),
        (
            {"steps": STEPS, "exclusions": "[{name: x, from_step: clicked, to_step: paid}]"},
            [
                "funnels.yml:9: the exclusion `x` is an `event`, a `production` record or "
                "`any_event: true`: write one."
            ],
        ),
        (
            {
                "steps": STEPS,
                "exclusions": "[{name: x, event: plan-clicked, from_step: clicked, to_step: paid}, "
                "{name: x, event: plan-cliked, from_step: clicked, to_step: paid}]",
            },
            [
                "funnels.yml:9: no event is called `plan-cliked`. Did you mean `plan-clicked`?",
                "funnels.yml:9: the exclusion name `x` is used twice. Rename one.",
            ],
        ),
        (
            {
                "order": "unordered",
                "steps": STEPS,
                "exclusions": "[{event: plan-clicked, from_step: clicked, to_step: paid}]",
            },
            [
                "funnels.yml:10: an exclusion lies between two steps, and an unordered funnel has "
                "no order. Take the exclusions out, or make it `ordered`."
            ],
        ),
        (
            {"steps": STEPS, "segments": "[all]"},
            ["funnels.yml:9: `all` is there by itself: what is not cut at all. Take it out."],
        ),
        (
            {"order": "unordered", "steps": STEPS.replace("upgraded}", "upgraded, within: 1 day}")},
            [
                "funnels.yml:9: `within` counts from the step before, and no step of an unordered "
                "funnel has a step before it. Use `window`."
            ],
        ),
        (
            {
                "entity": "user",
                "steps": STEPS,
                "exclusions": "[{production: orgs, from_step: clicked, to_step: paid}]",
                "segments": "[tier]",
            },
            [
                "funnels.yml:10: `tier` is an org's, and this funnel is by user. Cut it by a "
                "`property` or a `treatment`, or change the entity.",
                "funnels.yml:8: production's subscription_changes are by org, and this funnel is "
                "by user. Use an event here, or change the entity.",
                "funnels.yml:9: production's orgs are by org, and this funnel is by user. Use an "
                "event here, or change the entity.",
            ],
        ),
        (
            {"entity": "account", "steps": STEPS, "segments": "[tier]"},
            [
                "funnels.yml:6: `entity` is `account`, which it can't be. Known: `org`, `user`, "
                "`visitor`."
            ],
        ),
        (
            {"steps": "[{name: did}]", "segments": "[{property: seats}]"},
            [
                "funnels.yml:8: the step `did` is an `event`, a `production` record or "
                "`any_event: true`: write one."
            ],
        ),
        (
            {"steps": "[{name: did, any_event: true}]", "segments": "[{property: seats}]"},
            ["funnels.yml:9: no event here has a property `seats`. Did you mean `num_seats`?"],
        ),
        (
            {
                "order": "unordered",
                "steps": STEPS.replace("plan-upgraded", "plan-upgrade"),
                "segments": "[{property: num_seats}]",
            },
            ["funnels.yml:9: no event is called `plan-upgrade`. Did you mean `plan-upgraded`?"],
        ),
        (
            {"steps": STEPS, "segments": "[{property: num_seats}]"},
            ["funnels.yml:9: `plan-clicked` has no property `num_seats`. There are none yet."],
        ),
        (
            {"order": "unordered", "steps": STEPS, "segments": "[{property: seats}]"},
            ["funnels.yml:10: no event here has a property `seats`. Did you mean `num_seats`?"],
        ),
        (
            {
                "steps": "[{name: paid, production: orgs}, {name: clicked, event: plan-clicked}]",
                "segments": "[{property: num_seats}, {treatment: hero}]",
            },
            [
                "funnels.yml:9: an attempt begins with a record of orgs, which has no property "
                "`num_seats`.",
                "funnels.yml:9: an attempt begins with a record of orgs, which has no treatment "
                "`hero`.",
            ],
        ),
    ],
)
def test_the_parts_of_a_funnel_that_do_not_go_together_are_refused(
    project: Project, parts: dict[str, str], expected: list[str]
) -> None:
    project.write("funnels.yml", written(**parts))

    assert project.problems() == sorted(expected, key=line_of)


def line_of(problem: str) -> tuple[int, str]:
    """As problems are sorted."""
    _, line, message = problem.split(":", 2)
    return int(line), message


def test_all_mistakes_of_a_funnel_are_told_at_once(project: Project) -> None:
    project.write(
        "funnels.yml",
        written(
            order="sorted",
            timezone="Europe/Belin",
            segments="[{property: seats}, tier, tier]",
            steps="[{name: a, event: plan-cliked}, {name: a, event: plan-clicked, within: 0 days}]",
            exclusions="[{event: plan-clicked, from_step: b, to_step: a}]",
            ownr="me",
        ).replace("window: none", "window: 14 dasy"),
    )

    assert [problem.partition(": ")[2] for problem in project.problems()] == [
        "`14 dasy` has no unit of time. Did you mean `days`?",
        "`order` is `sorted`, which it can't be. Did you mean `ordered`?",
        "no time zone is called `Europe/Belin`. Did you mean `Europe/Berlin`?",
        "the segment `tier` is listed twice. Keep one.",
        "`0 days` is no time at all. Make it longer than nothing.",
        "no event is called `plan-cliked`. Did you mean `plan-clicked`?",
        "the step name `a` is used twice. Rename one.",
        "`from_step` is `b`, which is no step of the funnel. Known: `a`.",
        "unknown key `ownr`. Did you mean `owner`?",
    ]


def test_a_funnel_of_wrong_kinds_throughout_is_refused_in_words(project: Project) -> None:
    project.write(
        "funnels.yml", written(steps="[3, {name: [a]}]", exclusions="{a: b}", segments="3")
    )

    assert [problem.partition(": ")[2] for problem in project.problems()] == [
        "`name` is a list, and must be text.",
        "`steps` is `3`, and must be a mapping.",
        "the step `['a']` is an `event`, a `production` record or `any_event: true`: write one.",
        "`exclusions` is a mapping, and must be a list.",
        "`segments` is `3`, and must be a list.",
    ]


def test_a_mistake_behind_what_is_no_step_keeps_its_line(project: Project) -> None:
    steps = ["3", CLICKED, CLICKED]
    project.write("funnels.yml", written(steps="".join(f"\n      - {step}" for step in steps)))

    assert project.problems() == [
        "funnels.yml:9: `steps` is `3`, and must be a mapping.",
        "funnels.yml:11: the step name `clicked` is used twice. Rename one.",
    ]
