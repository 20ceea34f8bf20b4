"""What a person who writes a plan is told: each mistake, where it is, what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.tracking_plan import PlanError, load_plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.python.tracking_plan.conftest import Project

PLAN = "features/plan.yml"


def test_a_sound_plan_is_read_in_the_order_of_its_files(project: Project) -> None:
    plan = project.load()

    assert [event.name for event in plan.events] == ["plan-upgraded", "plan-clicked"]
    assert list(plan.raw_tables) == [
        "server.plan_upgraded",
        "server.upgraded_plan",
        "web.plan_clicked",
    ]
    assert [branch.declared_in for branch in plan.events[0].branches] == [
        "tracking_plan/features/plan.yml:10",
        "tracking_plan/features/plan.yml:11",
    ]


def test_a_plan_with_three_mistakes_gets_three_errors_at_once(project: Project) -> None:
    project.edit("tracking_plan.yml", "schema: segment_web", "shema: segment_web")
    project.edit(
        PLAN, "source: server, table: plan_upgraded", "source: sevrer, table: plan_upgraded"
    )
    project.edit("funnels.yml", "14 days", "14 dasy")

    with pytest.raises(PlanError) as raised:
        project.load()

    assert str(raised.value) == (
        "The tracking plan has 3 mistakes.\n"
        "tracking_plan/features/plan.yml:10: the source `sevrer` is not in tracking_plan.yml. "
        "Did you mean `server`?\n"
        "tracking_plan/funnels.yml:7: `14 dasy` has no unit of time. Did you mean `days`?\n"
        "tracking_plan/tracking_plan.yml:3: unknown key `shema`. Did you mean `schema`?"
    )
    assert raised.value.exit_code == 2


def test_mistakes_in_one_entry_of_the_plan_are_all_named(project: Project) -> None:
    project.edit(
        PLAN,
        "{source: web, table: plan_clicked, org: none}",
        "{source: wbe, tabel: plan_clicked, org: {by: nam}, optional: maybe}",
    )

    assert project.problems() == [
        "features/plan.yml:15: `by` is `nam`, which it can't be. Did you mean `name`?",
        "features/plan.yml:15: `optional` is `maybe`, and must be true or false.",
        "features/plan.yml:15: the source `wbe` is not in tracking_plan.yml. Did you mean `web`?",
        "features/plan.yml:15: unknown key `tabel`. Did you mean `table`?",
    ]


def test_a_mistake_in_one_file_does_not_make_its_names_unknown_in_the_others(
    project: Project,
) -> None:
    project.edit(PLAN, "description: A user clicked", "descripton: A user clicked")

    assert project.problems() == [
        "features/plan.yml:13: unknown key `descripton`. Did you mean `description`?",
    ]


def test_a_file_that_is_not_yaml_does_not_make_its_names_unknown_in_the_others(
    project: Project,
) -> None:
    project.write(PLAN, "feature: plan\nevents: [\n")

    assert [problem.partition(": ")[0] for problem in project.problems()] == ["features/plan.yml:3"]


def test_settings_that_are_not_yaml_do_not_make_every_source_and_action_unknown(
    project: Project,
) -> None:
    project.write("tracking_plan.yml", "company: acme\nsources: [\n")

    assert [problem.partition(": ")[0] for problem in project.problems()] == ["tracking_plan.yml:3"]


def test_an_event_that_is_sound_is_checked_although_its_neighbour_is_not(project: Project) -> None:
    project.edit(PLAN, "description: A user clicked to change the subscription.", "description: 3")
    project.edit(PLAN, ", until: 2026-03-01", ", until: 2026-03-02")
    project.write(
        "features/seat.yml",
        "feature: seat\nowner: growth\ndescription: A seat.\nevents:\n  clicked:\n"
        "    description: Clicked.\n    raw: [{source: server, table: plan_upgraded, org: none}]\n",
    )
    project.edit(PLAN, ", until: 2026-03-02", ", until: 2026-03-01")

    assert project.problems() == [
        "features/plan.yml:13: `description` is `3`, and must be text.",
        "features/seat.yml:7: `server.plan_upgraded` is already `plan-upgraded` "
        "(tracking_plan/features/plan.yml:10), so it can't be `seat-clicked` too. Give each a "
        "`where` of its own, or another time.",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            PLAN,
            "  clicked:\n",
            "  cliked:\n",
            [
                "features/plan.yml:12: the action `cliked` is not in the list of "
                "tracking_plan.yml. Did you mean `clicked`?",
                "funnels.yml:9: no event is called `plan-clicked`. Did you mean `plan-cliked`?",
            ],
        ),
        (
            PLAN,
            "feature: plan\n",
            "feature: plans\n",
            ["features/plan.yml:1: the feature is `plans` and the file plan.yml. Make them agree."],
        ),
        (
            PLAN,
            "num_seats: {type: integer,",
            "num_seats: {type: integer, values: [one, two],",
            [
                "features/plan.yml:8: `values` are of a text, and this is of type integer. Take "
                "them out."
            ],
        ),
        (
            PLAN,
            "num_seats: {",
            "user_id: {",
            [
                "features/plan.yml:8: `user_id` is a column of every event. Give the property "
                "another name."
            ],
        ),
        (
            PLAN,
            ", until: 2026-03-01",
            ", until: 2026-03-02",
            [
                "features/plan.yml:11: `server.upgraded_plan` and `server.plan_upgraded` carry one "
                "event at one time, so it would count twice. Say `from` and `until`, or "
                "`same_id: true` on the event if both give one id to what happened once."
            ],
        ),
        (
            PLAN,
            "org: {by: id, column: org}, until: 2026-03-01",
            "org: {by: id, column: org}, from: 2026-03-01, until: 2026-03-01",
            [
                "features/plan.yml:11: `from` 2026-03-01 00:00:00 is not before `until` "
                "2026-03-01 00:00:00, so no row can count."
            ],
        ),
        (
            PLAN,
            "until: 2026-03-01",
            "until: 2026-13-01",
            [
                "features/plan.yml:11: `2026-13-01` is no date or time. Write one as 2026-03-01 or "
                "2026-03-01 12:00:00."
            ],
        ),
        (
            PLAN,
            "table: upgraded_plan, org: {by: id, column: org}",
            "table: upgraded_plan, org: {by: id}",
            ["features/plan.yml:11: `org` by id needs a `column`."],
        ),
        (
            PLAN,
            "org: {by: id, column: org}",
            "org: [{by: id, column: a}, {by: id, column: b}, {by: id, column: c}, {by: repo}, "
            "{by: group}]",
            ["features/plan.yml:11: `org` has 5 steps, and can have 4. Keep the most trusted."],
        ),
        (
            PLAN,
            "org: {by: id, column: org}",
            "org: [{by: id, column: a}, {by: id, column: a}]",
            ["features/plan.yml:11: `org` has this step twice. Keep one."],
        ),
        (
            PLAN,
            "until: 2026-03-01}",
            "until: 2026-03-01, columns: {num_seat: seats}}",
            [
                "features/plan.yml:11: `columns` names `num_seat`, which is no property of the "
                "event. Did you mean `num_seats`?"
            ],
        ),
        (
            PLAN,
            "{type: integer,",
            "{type: int,",
            ["features/plan.yml:8: `type` is `int`, which it can't be. Did you mean `integer`?"],
        ),
        (
            PLAN,
            "owner: growth",
            "owner: '{{ growth }}'",
            ["features/plan.yml:2: a text holds `{{`, which dbt would run as Jinja. Take it out."],
        ),
        (
            PLAN,
            "org: {by: id, column: org}",
            "org: {by: repo}",
            [
                "features/plan.yml:11: `org` by repo reads the property `repo`, and there is none "
                "here. Name a `column`, or declare `repo` in tracking_plan.yml."
            ],
        ),
        (
            PLAN,
            "column: org-name",
            "column: ' '",
            [
                "features/plan.yml:10: the raw name ' ' can't be printed. "
                "Write it as the warehouse does."
            ],
        ),
        (
            PLAN,
            "owner: growth",
            "owner: ''",
            ["features/plan.yml:2: a text is empty. Say something, or leave the key out."],
        ),
        (
            "tracking_plan.yml",
            "view: {kind: text,",
            "org: {kind: org, column: org_id,",
            [
                "tracking_plan.yml:7: `org` has no one column: an event's branches say where it "
                "is. Take it out."
            ],
        ),
        (
            "tracking_plan.yml",
            "company: acme",
            f"company: {'a' * 64}",
            [
                f"tracking_plan.yml:1: the name `{'a' * 64}` is longer than 63 characters. "
                "Shorten it."
            ],
        ),
        (
            "tracking_plan.yml",
            "company: acme",
            "company: Acme Inc",
            [
                "tracking_plan.yml:1: the name `Acme Inc` must be lower-case letters, digits and "
                "underscores, and begin with a letter."
            ],
        ),
        (
            "tracking_plan.yml",
            "[clicked, upgraded]",
            "[clicked, upgraded, clicked]",
            ["tracking_plan.yml:5: the action `clicked` is listed 2 times. Keep one."],
        ),
        (
            "tracking_plan.yml",
            "view: {kind: text,",
            "page: {kind: text,",
            [
                "tracking_plan.yml:7: `page` is no global property. Known: `org`, `repo`, `user`, "
                "`view`. Declare others on the events that carry them."
            ],
        ),
        (
            "tracking_plan.yml",
            "view: {kind: text,",
            "view: {kind: org,",
            ["tracking_plan.yml:7: the kind of `view` is `org`, and must be `text`."],
        ),
        (
            "tracking_plan.yml",
            "  web: {",
            "  production: {",
            [
                "features/plan.yml:15: the source `web` is not in tracking_plan.yml. Known: "
                "`production`, `server`.",
                "tracking_plan.yml:3: the source `production` is taken by production's tables. "
                "Rename it.",
            ],
        ),
        (
            "tracking_plan.yml",
            "schema: segment_web}",
            "schema: segment_web, identifies: plan_clicked}",
            [
                "features/plan.yml:15: `web.plan_clicked` is a table of identifications in "
                "tracking_plan.yml, and can't carry an event too. Take it out of one of the two."
            ],
        ),
    ],
)
def test_a_mistake_in_a_feature_or_the_settings_is_named_with_what_to_write(
    project: Project, file: str, old: str, new: str, expected: list[str]
) -> None:
    project.edit(file, old, new)

    assert project.problems() == expected


def test_two_raw_tables_may_overlap_when_what_is_in_both_has_one_id(project: Project) -> None:
    project.edit(PLAN, ", until: 2026-03-01", "")
    project.edit(PLAN, "  upgraded:\n", "  upgraded:\n    same_id: true\n")

    assert len(project.load().events) == 2


def test_a_raw_table_is_split_only_by_a_where_on_each_side(project: Project) -> None:
    project.edit(
        PLAN,
        "{source: web, table: plan_clicked, org: none}",
        "{source: web, table: plan_clicked, org: none, "
        'where: [{column: button, op: "=", value: a}]}\n'
        "      - {source: web, table: plan_clicked, org: none}",
    )

    assert project.problems() == [
        "features/plan.yml:16: `web.plan_clicked` is already `plan-clicked` "
        "(tracking_plan/features/plan.yml:15), so it can't be `plan-clicked` too. Give each a "
        "`where` of its own, or another time."
    ]


def test_two_events_cannot_take_the_same_rows_of_a_raw_table(project: Project) -> None:
    where = 'where: [{column: button, op: "=", value: a}]'
    branch = f"{{source: web, table: plan_clicked, org: none, {where}}}"
    project.edit(
        PLAN, "{source: web, table: plan_clicked, org: none}", f"{branch}\n      - {branch}"
    )

    assert project.problems() == [
        "features/plan.yml:16: `web.plan_clicked` is already `plan-clicked` "
        "(tracking_plan/features/plan.yml:15), so it can't be `plan-clicked` too. Give each a "
        "`where` of its own, or another time."
    ]


def test_a_raw_table_is_optional_everywhere_or_nowhere(project: Project) -> None:
    project.edit(
        PLAN,
        "{source: web, table: plan_clicked, org: none}",
        "{source: web, table: plan_clicked, org: none, until: 2026-01-01}\n"
        "      - {source: web, table: plan_clicked, org: none, from: 2026-01-01, optional: true}",
    )

    assert project.problems() == [
        "features/plan.yml:16: `web.plan_clicked` is optional in one place and not in "
        "tracking_plan/features/plan.yml:15. Say the same in both."
    ]


def test_an_event_cannot_take_the_name_of_a_model_of_the_company(project: Project) -> None:
    project.edit("tracking_plan.yml", "[clicked,", "[loads, clicked,")
    project.write(
        "features/raw.yml",
        "feature: raw\nowner: growth\ndescription: Raw.\nevents:\n  loads:\n"
        "    description: Loaded.\n    raw: [{source: web, table: raw_loads, org: none}]\n",
    )

    assert project.problems() == [
        "features/raw.yml:5: the model stg_acme__raw_loads is the company's raw_loads. "
        "Rename `raw-loads`."
    ]


def test_a_model_name_that_postgres_would_cut_is_refused(project: Project) -> None:
    feature = "-".join(["long"] * 11)
    project.write(
        f"features/{feature}.yml",
        f"feature: {feature}\nowner: growth\ndescription: Long.\nevents:\n  clicked:\n"
        "    description: Clicked.\n    raw: [{source: web, table: long, org: none}]\n",
    )

    assert project.problems() == [
        f"features/{feature}.yml:5: the model's name "
        f"stg_acme__{feature.replace('-', '_')}_clicked is longer than 63 characters. Shorten it."
    ]


def test_a_key_that_is_left_out_is_named_with_where_it_belongs(project: Project) -> None:
    project.edit(PLAN, "owner: growth\n", "")
    project.edit(PLAN, "    description: A user clicked to change the subscription.\n", "")

    assert project.problems() == [
        "features/plan.yml:1: `owner` is missing.",
        "features/plan.yml:11: `description` is missing from `clicked`.",
    ]


def test_an_empty_file_is_a_mistake(project: Project) -> None:
    project.write("features/empty.yml", "# nothing yet\n")

    assert project.problems() == [
        "features/empty.yml:1: the file is empty. Fill it in, or delete it."
    ]


def test_a_file_that_would_not_be_read_is_a_mistake(project: Project) -> None:
    project.write("funnel.yml", "funnels: {}\n")
    project.write("features/seat.yaml", "feature: seat\n")

    assert project.problems() == [
        "features/seat.yaml:1: no part of the plan has this name. "
        "Did you mean `features/seat.yml`?",
        "funnel.yml:1: no part of the plan has this name. Did you mean `funnels.yml`?",
    ]


def test_a_plan_without_features_is_a_mistake(project: Project) -> None:
    for file in (PLAN, "funnels.yml", "reconciliations.yml"):
        project.remove(file)

    assert project.problems() == [
        "tracking_plan.yml:1: no file in features/, so there is no event. Add one."
    ]


def test_a_plan_may_have_neither_funnels_nor_reconciliations(project: Project) -> None:
    project.remove("funnels.yml")
    project.remove("reconciliations.yml")

    plan = project.load()

    assert (plan.funnels, plan.reconciliations) == ({}, {})


def test_a_folder_without_a_plan_says_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        load_plan(tmp_path)

    assert raised.value.message == (
        f"No tracking plan at {tmp_path / 'tracking_plan' / 'tracking_plan.yml'}. Run this in the "
        "dbt project that has one, or name its folder with --project-dir."
    )
