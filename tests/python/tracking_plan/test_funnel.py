"""Which funnels can be declared, and what the others are told."""

from __future__ import annotations

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
                "funnels.yml:9: the step `clicked` is an `event` or a `production` record: "
                "write one."
            ],
        ),
        (
            CLICKED,
            "{name: upgraded, event: plan-clicked}",
            ["funnels.yml:10: the step name `upgraded` is used twice. Rename one."],
        ),
        (
            CLICKED,
            f"{CLICKED}\n      - {{name: again, event: plan-clicked}}",
            [
                "funnels.yml:10: not supported yet: steps must not be able to match one event. "
                "`again` and `clicked` both count plan-clicked: give each a `where` on one column "
                "that rules the other out."
            ],
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
            "window: 14 days\n    order: strict",
            ["funnels.yml:8: `order` is `strict`, which it can't be. Known: `ordered`."],
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
    ],
)
def test_a_funnel_that_cannot_be_is_refused_with_what_to_write(
    project: Project, old: str, new: str, expected: list[str]
) -> None:
    project.edit("funnels.yml", old, new)

    assert project.problems() == expected


def test_a_funnel_without_steps_is_refused(project: Project) -> None:
    project.write(
        "funnels.yml",
        "funnels:\n  upgrade:\n"
        "    {title: a, owner: b, question: c, entity: org, window: none, steps: []}\n",
    )

    assert project.problems() == ["funnels.yml:3: `steps` is empty. Give it at least one entry."]


def test_two_steps_may_count_one_event_where_no_row_can_be_both(project: Project) -> None:
    project.edit(
        "funnels.yml",
        CLICKED,
        f"{UPGRADED}\n      - {UPGRADED.replace('bought', 'tried').replace('>', '<=')}",
    )

    assert len(project.load().funnels["upgrade"].steps) == 3


def test_a_window_may_be_none(project: Project) -> None:
    project.edit("funnels.yml", "14 days", "none")

    assert project.load().funnels["upgrade"].window is None
