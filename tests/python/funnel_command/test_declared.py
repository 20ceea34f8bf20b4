"""`funnel list` and `funnel show`: what the plan declares, with the numbers that dbt built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from tests.python.funnel_command.conftest import write_profile

from org_funnels.cli import main

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse

_PLAN = Path(__file__).parents[1] / "tracking_plan" / "golden" / "tracking_plan"
_FUNNELS = """
funnels:
  go:
    title: From [making] to clicking
    owner: growth
    question: Who clicks?
    entity: org
    window: 14 days
    steps:
      - {name: made, event: button-created}
      - {name: clicked, event: button-clicked}
    segments: [language]
  never:
    title: Nobody's
    owner: growth
    question: Who does both?
    entity: user
    window: none
    order: unordered
    steps:
      - {name: made, event: button-created}
      - {name: clicked, event: button-clicked}
"""
_MARTS = """
create schema analytics;
create schema analytics_intermediate;
create table analytics_intermediate.int_plan__funnels as
    select * from (values ('go'), ('never')) as funnels (funnel);
create table analytics.funnel_conversion as
    select
        *, cast(null as date) as cohort_start,
        case when funnel = 'never' then 'any_' || step_number || '_of_2'
            when step_number = 1 then 'made' else 'clicked' end as step_name
    from (values
        ('go', 'all', 'all', 'all', 2, 3, 4, 2, 1, 5400.0, 5400.0),
        ('go', 'all', 'all', 'all', 1, 9, 12, 8, 0, 0.0, 0.0),
        ('go', 'day', 'all', 'all', 1, 5, 5, 5, 0, 0.0, 0.0),
        ('go', 'all', 'language', 'go', 1, 6, 6, 6, 0, 0.0, 0.0),
        ('go', 'all', 'language', 'go', 2, 1, 1, 1, 0, 1.0, 1.0),
        ('go', 'all', 'language', cast(null as text), 2, 2, 2, 2, 0, 1.0, 1.0),
        ('go', 'all', 'language', cast(null as text), 1, 3, 3, 3, 0, 0.0, 0.0)
    ) as steps (funnel, cohort_period, segment, segment_value, step_number, entity_count,
        attempt_count, mature_entity_count, in_progress_entity_count, seconds_from_start_sum,
        seconds_from_previous_sum);
create table analytics.funnel_times as
    select
        funnel, cohort_period, cohort_start, segment, segment_value, step_number,
        case when segment <> 'all' then 9.0 when step_number = 2 then 1700.0 else 0.0 end
            as seconds_from_start_median,
        case when step_number = 2 then 3600.0 else 0.0 end as seconds_from_start_p90,
        case when step_number = 2 then 1700.0 end as seconds_from_previous_median,
        case when step_number = 2 then 3600.0 end as seconds_from_previous_p90
    from analytics.funnel_conversion;
create table analytics.funnel_left_out as
    select * from (values
        ('go', 2, 'no_entity', 4), ('go', 1, 'no_entity', 0), ('never', 2, 'internal', 5)
    ) as left_out (funnel, step_number, reason, event_count)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that declares two funnels, with no warehouse yet."""
    shutil.copytree(_PLAN, tmp_path / "tracking_plan")
    (tmp_path / "tracking_plan/funnels.yml").write_text(_FUNNELS, encoding="utf-8")
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))
    write_profile(tmp_path, {"mine": {"type": "duckdb", "path": "no.duckdb", "schema": "x"}})
    return tmp_path


@pytest.fixture
def built(project: Path, warehouse: Warehouse) -> Warehouse:
    """The marts of the one, which some entered, and of the other, which nobody did."""
    for statement in _MARTS.split(";"):
        warehouse.execute(statement)
    write_profile(project, {"mine": warehouse.target.model_dump(by_alias=True)})  # type: ignore[attr-defined]
    if warehouse.engine == "duckdb":
        # one process at a time may have the file, and the command wants it
        warehouse.close()
    return warehouse


def _run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["funnel", *arguments, "--project-dir", str(project)])


def _json(project: Path, *arguments: str) -> Any:  # noqa: ANN401  (a list or an object)
    result = _run(project, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.usefixtures("built")
def test_list_names_each_funnel_with_who_entered_and_who_converted(project: Path) -> None:
    assert _json(project, "list") == [
        {
            "funnel": "go", "title": "From [making] to clicking", "owner": "growth",
            "entity": "org", "steps": ["made", "clicked"], "entered": 9, "converted": 3,
        },
        {
            "funnel": "never", "title": "Nobody's", "owner": "growth", "entity": "user",
            "steps": ["made", "clicked"], "entered": 0, "converted": 0,
        },
    ]  # fmt: skip


@pytest.mark.usefixtures("built")
def test_list_on_a_terminal_is_a_line_a_funnel(project: Path) -> None:
    lines = [" ".join(line.split()) for line in _run(project, "list").stdout.splitlines()]

    assert lines[2:] == [
        "go From [making] to clicking growth org 2 9 3 33.3 %",
        "never Nobody's growth user 2 0 0 -",
    ]


def test_list_without_a_warehouse_says_why_there_are_no_numbers(project: Path) -> None:
    result = _run(project, "list", "--json")

    assert [funnel["entered"] for funnel in json.loads(result.stdout)] == [None, None]
    assert result.stderr == (
        f"Without numbers. There is no DuckDB file {Path('no.duckdb').absolute()} (target mine in "
        "profiles.yml).\nRun `dbt build` on that target, or name another.\n"
    )
    assert result.exit_code == 0


@pytest.mark.usefixtures("built")
def test_show_gives_what_the_marts_hold_over_all_time(project: Path) -> None:
    assert _json(project, "show", "go") == {
        "funnel": "go",
        "title": "From [making] to clicking",
        "owner": "growth",
        "question": "Who clicks?",
        "engine": "mine",
        "entity": "org",
        "order": "ordered",
        "window_seconds": 14 * 86_400,
        "steps": [
            {
                "number": 1, "name": "made", "entity_count": 9, "attempt_count": 12,
                "mature_entity_count": 8, "in_progress_entity_count": 0,
                "seconds_from_start": {"mean": 0, "median": 0, "p90": 0},
                "seconds_from_previous": None,
            },
            {
                "number": 2, "name": "clicked", "entity_count": 3, "attempt_count": 4,
                "mature_entity_count": 2, "in_progress_entity_count": 1,
                "seconds_from_start": {"mean": 1800, "median": 1700, "p90": 3600},
                "seconds_from_previous": {"mean": 1800, "median": 1700, "p90": 3600},
            },
        ],
        "segments": {
            "language": [
                {"value": "go", "entity_counts": [6, 1]},
                {"value": None, "entity_counts": [3, 2]},
            ]
        },
        "left_out": {"no_entity": 4},
        "left_out_by_step": {"made": {"no_entity": 0}, "clicked": {"no_entity": 4}},
    }  # fmt: skip


@pytest.mark.usefixtures("built")
def test_show_of_a_funnel_that_nobody_entered_counts_nothing(project: Path) -> None:
    outcome = _json(project, "show", "never")

    assert [(step["name"], step["entity_count"]) for step in outcome["steps"]] == [
        ("any_1_of_2", 0),
        ("any_2_of_2", 0),
    ]
    assert outcome["steps"][1]["seconds_from_start"] is None
    # by the step that it would have been, which has no place
    assert outcome["left_out_by_step"] == {"clicked": {"internal": 5}}


@pytest.mark.usefixtures("built")
def test_show_on_a_terminal_is_a_bar_a_step(project: Path) -> None:
    shown = _run(project, "show", "go").stdout

    assert shown.splitlines()[:2] == [
        "From [making] to clicking  by org, within 14 days, on mine", "Who clicks?"
    ]  # fmt: skip
    rows = [" ".join(line.split()) for line in shown.splitlines()]
    assert shown.count("Left out") == 1
    assert "made 9 100 % 100 % ████████████████████" in rows
    assert "clicked 3 33.3 % 33.3 % 25 % 29 min 29 min ███████" in rows
    assert "not set 3 2 66.7 %" in rows
    assert rows[-1] == "Left out of clicked: 4 without an entity."


def test_show_of_another_name_says_the_nearest(project: Path) -> None:
    result = _run(project, "show", "nevr")

    assert result.stderr == (
        "Error: No funnel is called `nevr` in the tracking plan. Did you mean `never`?\n"
    )
    assert result.exit_code == 2


def test_show_before_a_build_says_what_to_run(
    project: Path, built: Warehouse, request: pytest.FixtureRequest
) -> None:
    warehouse = _reopened(built, request)
    warehouse.execute("drop table analytics.funnel_times")
    _let_go(warehouse)

    result = _run(project, "show", "go")

    assert result.stderr == (
        "Error: There is no table analytics.funnel_times: dbt has not built it here yet.\n"
        "Run `dbt build` on the same target first.\n"
    )
    assert result.exit_code == 3


@pytest.mark.usefixtures("built")
def test_show_looks_for_the_plan_where_the_project_has_its_inner_models(project: Path) -> None:
    (project / "dbt_project.yml").write_text(
        "models: {org_funnels: {intermediate: {+schema: inner}}}\n", encoding="utf-8"
    )

    result = _run(project, "show", "go")

    assert result.stderr.startswith("Error: There is no table analytics_inner.int_plan__funnels: ")
    assert result.exit_code == 3


@pytest.mark.usefixtures("built")
def test_the_project_is_the_one_of_dbts_variable_where_none_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBT_PROJECT_DIR", str(project))
    monkeypatch.delenv("DBT_PROFILES_DIR")
    (project / "elsewhere").mkdir()
    monkeypatch.chdir(project / "elsewhere")

    result = CliRunner().invoke(main, ["funnel", "show", "go", "--json"])

    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["engine"] == "mine"


@pytest.mark.parametrize(
    "change",
    [
        "delete from analytics_intermediate.int_plan__funnels where funnel = 'go'",
        "delete from analytics.funnel_conversion where step_number = 2",
        "update analytics.funnel_conversion set step_name = 'sold' where step_number = 2",
    ],
)
def test_show_of_a_funnel_that_has_changed_since_the_build_says_so(
    change: str, project: Path, built: Warehouse, request: pytest.FixtureRequest
) -> None:
    warehouse = _reopened(built, request)
    warehouse.execute(change)
    _let_go(warehouse)

    result = _run(project, "show", "go")

    assert result.stderr == (
        "Error: The funnel go is not in the marts as the tracking plan has it: the plan has "
        "changed since dbt built them.\nRun `org-funnels plan sync`, then `dbt build`.\n"
    )
    assert result.exit_code == 3


def _reopened(warehouse: Warehouse, request: pytest.FixtureRequest) -> Warehouse:
    if warehouse.engine == "postgres":
        return warehouse
    opened: Warehouse = type(warehouse).open(warehouse.target)  # type: ignore[attr-defined]
    request.addfinalizer(opened.close)
    return opened


def _let_go(warehouse: Warehouse) -> None:
    if warehouse.engine == "duckdb":
        warehouse.close()
