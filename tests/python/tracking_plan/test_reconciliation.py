"""Which reconciliations can be declared, and what the others are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.tracking_plan.conftest import Project


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "model: subscription_changes",
            "model: subscriptions",
            [
                "reconciliations.yml:4: no contract and no model is called `subscriptions`. "
                "Did you mean `subscription_changes`?"
            ],
        ),
        (
            "key: subscription_change_id",
            "key: id",
            [
                "reconciliations.yml:4: subscription_changes have no column `id`. "
                "Did you mean `kind`?"
            ],
        ),
        (
            "at: changed_at}",
            'at: changed_at, where: [{column: kid, op: "=", value: started}]}',
            [
                "reconciliations.yml:4: subscription_changes have no column `kid`. "
                "Did you mean `kind`?"
            ],
        ),
        (
            "name: plan-upgraded",
            "name: plan-upgrade",
            [
                "reconciliations.yml:5: no event is called `plan-upgrade`. "
                "Did you mean `plan-upgraded`?"
            ],
        ),
        (
            "key: event_id",
            "key: org_id",
            [
                "reconciliations.yml:5: no event has the raw value `org_id`. Did you mean "
                "`org`? A property goes under `property`."
            ],
        ),
        (
            "key: event_id",
            "property: seats",
            [
                "reconciliations.yml:5: `plan-upgraded` has no property `seats`. "
                "Did you mean `num_seats`?"
            ],
        ),
        (
            "key: event_id",
            "key: event_id, property: num_seats",
            [
                "reconciliations.yml:5: the event's key is a `key` or a `property`: "
                "write one of the two."
            ],
        ),
        (
            "critical_below: 0.95}",
            "critical_below: 0.95}\n    dimensions: [{column: kind, attribute: kind}]",
            [
                "reconciliations.yml:7: a dimension is an `attribute` or a `column`: "
                "write one of the two."
            ],
        ),
        (
            "rate: 0.97",
            "rate: 97",
            ["reconciliations.yml:6: `rate` is `97`, and must be less than or equal to 1."],
        ),
        (
            "critical_below: 0.95",
            "critical_below: 0.99",
            ["reconciliations.yml:6: `critical_below` 0.99 is above `rate` 0.97. Lower it."],
        ),
        (
            "critical_below: 0.95",
            "critical_below: 0.95, alpha: 0.000001",
            [
                "reconciliations.yml:6: `alpha` is `1e-06`, and must be greater than or equal to "
                "0.00001."
            ],
        ),
        (
            "critical_below: 0.95",
            "critical_below: 0.95, early_alfa: 0.1",
            ["reconciliations.yml:6: unknown key `early_alfa`. Did you mean `early_alpha`?"],
        ),
        (
            "rate: 0.97",
            "rate: automatic",
            [
                "reconciliations.yml:6: `rate` is `automatic`, and must be a number up to 1, or "
                "`auto`."
            ],
        ),
        (
            "rate: 0.97",
            "rate: auto",
            ["reconciliations.yml:6: `rate: auto` makes its own `critical_below`. Leave it out."],
        ),
        (
            ", critical_below: 0.95",
            "",
            ["reconciliations.yml:6: `critical_below` is missing from `target`."],
        ),
        (
            "critical_below: 0.95}",
            "critical_below: 0.95}\n    match: key_in_order",
            [
                "reconciliations.yml:7: `match` is `key_in_order`, which it can't be. "
                "Did you mean `key_in_time_order`?"
            ],
        ),
        (
            "critical_below: 0.95}",
            "critical_below: 0.95}\n    match: key_in_time_order",
            [
                "reconciliations.yml:7: `match: key_in_time_order` needs a `pad`: how far an event "
                "may lie from its row. Write one, for example `pad: 1 hour`."
            ],
        ),
        (
            "critical_below: 0.95}",
            "critical_below: 0.95}\n    match: count\n    pad: 1 hour",
            [
                "reconciliations.yml:4: `match: count` has no `key`. Leave it out.",
                "reconciliations.yml:5: `match: count` has no `key`. Leave it out.",
                "reconciliations.yml:8: `match: count` has no `pad`. Leave it out.",
            ],
        ),
        (
            "key: subscription_change_id, ",
            "",
            ["reconciliations.yml:4: `key` is missing from `production`."],
        ),
        (
            "critical_below: 0.95}",
            "critical_below: 0.95}\n    limits: {orphans: 5}\n    effective_from: soon\n"
            "    max_pending: 0 hours",
            [
                "reconciliations.yml:7: `orphans` is `5`, and must be less than 1.",
                "reconciliations.yml:8: `soon` is no date. Write one as 2026-03-01.",
                "reconciliations.yml:9: `0 hours` is no time at all. Make it longer than nothing.",
            ],
        ),
    ],
)
def test_a_reconciliation_that_cannot_be_is_refused_with_what_to_write(
    project: Project, old: str, new: str, expected: list[str]
) -> None:
    project.edit("reconciliations.yml", old, new)

    assert project.problems() == expected


def test_a_reconciliation_may_read_a_model_of_the_company(project: Project) -> None:
    model = project.folder / "models" / "staging" / "stg_acme__pulls.sql"
    model.parent.mkdir(parents=True)
    model.write_text("select 1 as id")
    project.edit("reconciliations.yml", "model: subscription_changes", "model: stg_acme__pulls")

    assert project.load().reconciliations["upgrades"].production.relation == "stg_acme__pulls"


def test_rates_may_follow_the_checks_own_past(project: Project) -> None:
    project.edit("reconciliations.yml", "rate: 0.97, critical_below: 0.95", "rate: auto")

    target = project.load().reconciliations["upgrades"].target

    assert target.is_auto
    assert (target.rate, target.critical_below) == (None, None)


def test_counts_alone_need_no_key(project: Project) -> None:
    project.edit("reconciliations.yml", "key: subscription_change_id, ", "")
    project.edit(
        "reconciliations.yml",
        "{name: plan-upgraded, key: event_id}",
        "{name: plan-upgraded}\n    match: count",
    )

    assert project.load().reconciliations["upgrades"].match == "count"
