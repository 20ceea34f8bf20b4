"""What a funnel cannot say, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.python.tracking_plan.funnel_text import CLICKED

if TYPE_CHECKING:
    from tests.python.tracking_plan.conftest import Project

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
