"""Which funnels can be declared, and what the others are told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.tracking_plan.conftest import Project

CLICKED = "{name: clicked, event: plan-clicked}"
UPGRADED = '{name: bought, event: plan-upgraded, where: [{property: num_seats, op: ">", value: 9}]}'


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "event: plan-clicked",
            "event: clicked-plan",
            ["funnels.yml:9: no event is called `clicked-plan`. Did you mean `plan-clicked`?"],
        ),
        (
            CLICKED,
            UPGRADED.replace("num_seats", "seats"),
            [
                "funnels.yml:9: `plan-upgraded` has no property `seats`. Did you mean `num_seats`?",
            ],
        ),
        (
            CLICKED,
            UPGRADED.replace("property: num_seats", "column: num_seats"),
            [
                "funnels.yml:9: `num_seats` is a property of `plan-upgraded`. "
                "Write `property: num_seats`."
            ],
        ),
        (
            CLICKED,
            UPGRADED.replace("property: num_seats", "column: veiw"),
            ["funnels.yml:9: the events have no column `veiw`. Did you mean `view`?"],
        ),
        (
            "column: kind",
            "property: kind",
            [
                "funnels.yml:12: a record of subscription_changes has no properties, so no `kind`. "
                "Name a `column`."
            ],
        ),
        (
            "column: kind",
            "column: king",
            ["funnels.yml:12: subscription_changes have no column `king`. Did you mean `kind`?"],
        ),
        (
            CLICKED,
            "{name: clicked}",
            [
                "funnels.yml:9: the step `clicked` is an `event`, a `production` record or "
                "`any_event: true`: write one."
            ],
        ),
        (
            CLICKED,
            "{name: upgraded, event: plan-clicked}",
            ["funnels.yml:10: the step name `upgraded` is used twice. Rename one."],
        ),
        (
            "entity: org",
            "entity: visitor",
            [
                "funnels.yml:10: production's subscription_changes are by org, and this funnel is "
                "by visitor. Use an event here, or change the entity."
            ],
        ),
        (
            "entity: org",
            "entity: account",
            [
                "funnels.yml:6: `entity` is `account`, which it can't be. Known: `org`, `user`, "
                "`visitor`."
            ],
        ),
        (
            "window: 14 days",
            "window: 0 days",
            ["funnels.yml:7: `0 days` is no time at all. Make it longer than nothing."],
        ),
        (
            "window: 14 days",
            "window: 14",
            [
                "funnels.yml:7: `14` is no length of time. Write a number and a unit, for example "
                "`14 days`."
            ],
        ),
        ("    window: 14 days\n", "", ["funnels.yml:2: `window` is missing from `upgrade`."]),
        (
            "window: 14 days",
            "window: 14 days\n    order: srtict",
            ["funnels.yml:8: `order` is `srtict`, which it can't be. Did you mean `strict`?"],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    timezone: Europe/Belin",
            ["funnels.yml:8: no time zone is called `Europe/Belin`. Did you mean `Europe/Berlin`?"],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    segments: [tier, tier]",
            ["funnels.yml:8: the segment `tier` is listed twice. Keep one."],
        ),
        (
            'op: "="',
            "op: is set",
            ["funnels.yml:12: `is set` takes no value. Leave it out."],
        ),
        (
            'op: "="',
            "op: in",
            ["funnels.yml:12: `in` needs a list, for example [a, b]."],
        ),
        (
            ", value: upgraded",
            "",
            ["funnels.yml:12: `=` needs a `value`."],
        ),
        (
            "value: upgraded",
            "value: [upgraded]",
            ["funnels.yml:12: `=` takes one value. Use `in` for a list."],
        ),
        (
            'op: "=", value: upgraded',
            "op: contains, value: 3",
            ["funnels.yml:12: `contains` needs a text."],
        ),
        (
            'op: "=", value: upgraded',
            "op: not icontains, value: 3",
            ["funnels.yml:12: `not icontains` needs a text."],
        ),
        (
            'op: "=", value: upgraded',
            'op: ">", value: true',
            ["funnels.yml:12: `>` can't order true and false. Use `=`."],
        ),
        (
            "column: kind, ",
            "column: kind, property: kind, ",
            [
                "funnels.yml:12: a condition is on a `column` or on a `property`: "
                "write one of the two."
            ],
        ),
        (
            "value: upgraded",
            "value: [upgraded, 3]",
            [
                "funnels.yml:12: a list `value` must hold texts only, or numbers only, and at "
                "least one."
            ],
        ),
        (
            CLICKED,
            "{name: clicked, any_event: false}",
            ["funnels.yml:9: `any_event` is true, or is not there. Take it out."],
        ),
        (
            CLICKED,
            '{name: clicked, event: " "}',
            ["funnels.yml:9: `event` is empty. Name one, or write `any_event: true`."],
        ),
        (
            CLICKED,
            "{name: clicked, event: plan-clicked, any_event: true}",
            [
                "funnels.yml:9: the step `clicked` is an `event`, a `production` record or "
                "`any_event: true`: write one."
            ],
        ),
        (
            CLICKED,
            "{name: clicked, any_event: true, where: [{column: colour, op: is set}]}",
            [
                "funnels.yml:9: the events have no column `colour`. Known: `action`, "
                "`anonymous_id`, `event_name`, `feature`, `org_id`, `org_matched_by`, "
                "`org_unmatched_reason`, `repo_id`, `source`, `source_table`, `user_id`, "
                "`user_unmatched_reason`, `view`, `visitor_id`."
            ],
        ),
        (
            CLICKED,
            "{name: clicked, any_event: true, where: [{property: seats, op: is set}]}",
            ["funnels.yml:9: no event here has a property `seats`. Did you mean `num_seats`?"],
        ),
        (
            CLICKED,
            "{name: clicked, any_event: true, where: "
            "[{column: event_name, op: in, value: [plan-clicked, plan-clikced]}]}",
            ["funnels.yml:9: no event is called `plan-clikced`. Did you mean `plan-clicked`?"],
        ),
        (
            CLICKED,
            '{name: clicked, any_event: true, where: [{column: feature, op: "=", value: plann}]}',
            ["funnels.yml:9: no feature is called `plann`. Did you mean `plan`?"],
        ),
        (
            CLICKED,
            '{name: clicked, any_event: true, where: [{column: action, op: "!=", value: clikced}]}',
            [
                "funnels.yml:9: the action `clikced` is not in the list of tracking_plan.yml. "
                "Did you mean `clicked`?"
            ],
        ),
        (
            CLICKED,
            '{name: clicked, event: plan-clicked, where: [{column: source, op: "=", value: wbe}]}',
            [
                "funnels.yml:9: the source `wbe` is not in tracking_plan.yml. Did you mean `web`?",
            ],
        ),
        (
            "value: upgraded",
            "value: upgrade",
            [
                "funnels.yml:12: no subscription_changes have the kind `upgrade`. "
                "Did you mean `upgraded`?"
            ],
        ),
        (
            CLICKED,
            UPGRADED.replace("value: 9", 'value: "9"'),
            ['funnels.yml:9: `num_seats` is a number, and "9" is not. Write one without quotes.'],
        ),
        (
            CLICKED,
            UPGRADED.replace("event: plan-upgraded", "any_event: true").replace("9", "9x"),
            ['funnels.yml:9: `num_seats` is a number, and "9x" is not. Write one without quotes.'],
        ),
        (
            CLICKED,
            "{name: clicked, event: plan-clicked, first_time: ever}",
            ["funnels.yml:9: `first_time` is `ever`, which it can't be. Known: `any`, `matching`."],
        ),
        (
            CLICKED,
            "{name: clicked, event: plan-clicked, within: 1 hour}",
            [
                "funnels.yml:9: `within` counts from the step before, and the first step has no "
                "step before it. Use `window`, or move `within`."
            ],
        ),
        (
            "production: subscription_changes",
            "production: subscription_changes\n        within: 0 minutes",
            ["funnels.yml:12: `0 minutes` is no time at all. Make it longer than nothing."],
        ),
        (
            "window: 14 days",
            "window: 14 dasy",
            ["funnels.yml:7: `14 dasy` has no unit of time. Did you mean `days`?"],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    entry: last",
            ["funnels.yml:8: `entry` is `last`, which it can't be. Known: `best`, `first`."],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    on_exclusion: drop_org",
            [
                "funnels.yml:8: `on_exclusion` is `drop_org`, which it can't be. "
                "Known: `drop_entity`, `end_attempt`."
            ],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    from: 2026-03-01T00:00:00",
            ["funnels.yml:8: `2026-03-01T00:00:00` is no date. Write one as 2026-03-01."],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    from: 2026-03-02\n    to: 2026-03-01",
            ["funnels.yml:9: `to` 2026-03-01 is before `from` 2026-03-02, so no attempt counts."],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    segments: [tier, {attribute: tier}]",
            ["funnels.yml:8: the segment `attribute: tier` is listed twice. Keep one."],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    segments: [{treatment: hero, property: view}]",
            [
                "funnels.yml:8: a segment is an attribute, a `treatment` or a `property`: write "
                "one of the three.",
            ],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    segments: [{treatment: treatment_hero}]",
            [
                "funnels.yml:8: a treatment goes without its prefix. Write `treatment: hero`.",
            ],
        ),
        (
            "window: 14 days",
            "window: 14 days\n    segments: [{tretment: hero}]",
            ["funnels.yml:8: unknown key `tretment`. Did you mean `treatment`?"],
        ),
        (
            CLICKED,
            "{name: clicked, evnet: plan-clicked}",
            ["funnels.yml:9: unknown key `evnet`. Did you mean `event`?"],
        ),
    ],
)
def test_a_funnel_that_cannot_be_is_refused_with_what_to_write(
    project: Project, old: str, new: str, expected: list[str]
) -> None:
    project.edit("funnels.yml", old, new)

    assert project.problems() == expected


def written(**parts: str) -> str:
    """A funnels.yml with one funnel, a part a line: line 7 is the first of `parts`."""
    given = {
        "title": "Upgrade",
        "owner": "growth",
        "question": "How many?",
        "entity": "org",
        "window": "none",
        **parts,
    }
    lines = (f"    {key}: {value}" for key, value in given.items())
    return "\n".join(["funnels:", "  upgrade:", *lines, ""])


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


def test_a_property_of_several_types_may_be_compared_with_any(project: Project) -> None:
    project.write(
        "features/seat.yml",
        "feature: seat\nowner: growth\ndescription: A seat.\nevents:\n  clicked:\n"
        "    description: Clicked.\n"
        "    properties: {num_seats: {type: boolean, description: If any.}}\n"
        "    raw: [{source: web, table: seat_clicked, org: none}]\n",
    )
    project.edit(
        "funnels.yml",
        CLICKED,
        '{name: clicked, any_event: true, where: [{property: num_seats, op: "=", value: few}]}',
    )

    assert project.load().funnels["upgrade"].steps[0].any_event


SEAT = """\
feature: seat
owner: growth
description: A seat.
events:
  clicked:
    description: Clicked.
    properties:
      is_free: {type: boolean, description: It costs nothing.}
      price: {type: number, description: What it costs.}
      note: {type: text, description: Anything.}
    raw: [{source: web, table: seat_clicked, org: none}]
"""


@pytest.mark.parametrize(
    "condition",
    [
        "property: price, op: in, value: [1, 2.5]",
        'property: price, op: contains, value: "9"',
        'property: note, op: ">", value: 3',
        'property: is_free, op: "=", value: true',
    ],
)
def test_a_property_may_be_compared_with_what_it_is(project: Project, condition: str) -> None:
    compare(project, condition)

    assert project.load().funnels["upgrade"].steps[0].event == "seat-clicked"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('property: price, op: in, value: ["1", "2.5"]', '`price` is a number, and "1" is not.'),
        ('property: price, op: "=", value: true', "`price` is a number, and true is not."),
        (
            'property: is_free, op: "=", value: "true"',
            '`is_free` is true or false, and "true" is not.',
        ),
    ],
)
def test_a_property_compared_with_what_it_never_is_is_refused(
    project: Project, condition: str, expected: str
) -> None:
    compare(project, condition)

    assert project.problems() == [f"funnels.yml:9: {expected} Write one without quotes."]


def compare(project: Project, condition: str) -> None:
    """Put a condition on seat-clicked into the funnel."""
    project.write("features/seat.yml", SEAT)
    step = f"{{name: clicked, event: seat-clicked, where: [{{{condition}}}]}}"
    project.edit("funnels.yml", CLICKED, step)


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
