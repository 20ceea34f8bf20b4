"""A funnel on what dbt built: checked against the plan, cut by history, and nothing changed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from tests.python.funnel_command.conftest import ROOT, write_profile
from tests.python.funnel_command.running import counts

from org_funnels.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.warehouse import Warehouse

_MARTS = """
create schema analytics;
create schema analytics_intermediate;
create table analytics_intermediate.int_as_of as select timestamp '2026-04-04 00:00:00' as as_of;
create table analytics_intermediate.int_orgs__attribute_intervals as
    select * from (values
        ('o-1', 'language', 'ruby', timestamp '0001-01-01', timestamp '2026-03-01 09:00:00'),
        ('o-1', 'language', 'go', timestamp '2026-03-01 09:00:00', timestamp '9999-12-31'),
        ('o-2', 'tier', 'team', timestamp '0001-01-01', timestamp '9999-12-31')
    ) as intervals (org_id, attribute, value, valid_from, valid_to);
create table analytics.fct_events as
    select
        *, 'user:' || user_id as visitor_id, cast(null as text) as view,
        '{"hero":"b"}' as treatments, '{"org_name":"Acme"}' as properties
    from (values
        ('e-1', 'org-created', 'o-1', 'u-1', timestamp '2026-03-01 09:00:00', false),
        ('e-2', 'repo-added', 'o-1', 'u-2', timestamp '2026-03-02 09:00:00', false),
        ('e-3', 'org-created', 'o-2', 'u-3', timestamp '2026-03-20 09:00:00', false),
        ('e-4', 'org-created', 'o-3', 'u-4', timestamp '2026-03-02 09:00:00', true),
        ('e-5', 'repo-added', null, 'u-5', timestamp '2026-03-02 09:00:00', false)
    ) as events (event_id, event_name, org_id, user_id, occurred_at, is_internal);
create table analytics.fct_subscription_changes as
    select
        's-1' as subscription_change_id, 'o-1' as org_id, 'started' as kind,
        timestamp '2026-03-03 09:00:00' as changed_at,
        cast(null as text) as from_tier, 'team' as to_tier, false as is_internal
"""
_DEFINITION = """
window: 14 days
steps:
  - {name: created, event: org-created}
  - {name: added, event: repo-added}
  - {name: paid, production: subscription_changes, where: [{column: kind, op: "=", value: started}]}
segments: [language, tier, {treatment: hero}, {property: org_name}]
"""


@pytest.fixture
def marts(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """A warehouse in which dbt built a few rows, as the default target of the project."""
    for statement in _MARTS.split(";"):
        warehouse.execute(statement)
    target = warehouse.target.model_dump(by_alias=True)  # type: ignore[attr-defined]
    write_profile(tmp_path, {"mine": target})
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))
    if warehouse.engine == "duckdb":
        # one process at a time may have the file, and the command wants it
        warehouse.close()
    return warehouse


def _run(folder: Path, definition: str, *options: str) -> Result:
    path = folder / "trial.yml"
    path.write_text(definition, encoding="utf-8")
    return CliRunner().invoke(
        main, ["funnel", "run", str(path), "--project-dir", str(ROOT), *options]
    )


def _outcome(folder: Path, definition: str, *options: str) -> dict[str, Any]:
    result = _run(folder, definition, "--json", *options)
    assert result.exit_code == 0, result.output
    outcome: dict[str, Any] = json.loads(result.stdout)
    return outcome


@pytest.mark.usefixtures("marts")
def test_events_and_production_records_reach_steps_together(tmp_path: Path) -> None:
    outcome = _outcome(tmp_path, _DEFINITION)

    assert outcome["engine"] == "mine"
    assert counts(outcome) == [2, 1, 1]
    assert outcome["entities"] == {
        "o-1": {
            "steps_reached": 3,
            "status": "converted",
            "seconds_from_start": [0, 86_400, 172_800],
        },
        # its time is up by how far the data reaches, and not by the last event
        "o-2": {"steps_reached": 1, "status": "dropped", "seconds_from_start": [0]},
    }


@pytest.mark.usefixtures("marts")
def test_a_segment_is_as_it_was_when_the_attempt_began(tmp_path: Path) -> None:
    segments = _outcome(tmp_path, _DEFINITION)["segments"]

    assert segments == {
        "language": [
            # the change at that very moment counts
            {"value": "go", "entity_counts": [1, 1, 1]},
            {"value": None, "entity_counts": [1, 0, 0]},
        ],
        "tier": [
            {"value": "team", "entity_counts": [1, 0, 0]},
            {"value": None, "entity_counts": [1, 1, 1]},
        ],
        "treatment:hero": [{"value": "b", "entity_counts": [2, 1, 1]}],
        "property:org_name": [{"value": "Acme", "entity_counts": [2, 1, 1]}],
    }


@pytest.mark.usefixtures("marts")
@pytest.mark.parametrize(
    ("segment", "note"),
    [
        ("langage", "No org has the attribute `langage`. Did you mean `language`?\n"),
        ("zzz", "No org has the attribute `zzz`. Known: `language`, `tier`.\n"),
        ("{treatment: heros}", "No event has the treatment `heros`. Did you mean `hero`?\n"),
        # the names of treatments stand in events
        ("{treatment: zzz}", "No event has the treatment `zzz`. Events have 1 other name.\n"),
    ],
)
def test_a_segment_of_a_name_that_nothing_has_is_said_beside_the_numbers(
    tmp_path: Path, segment: str, note: str
) -> None:
    segments = f"segments: [{segment}, language, {{treatment: hero}}, {{property: org_name}}]"
    definition = _DEFINITION[: _DEFINITION.index("segments:")] + segments

    result = _run(tmp_path, definition, "--json")

    assert result.stderr == note
    assert [len(values) for values in json.loads(result.stdout)["segments"].values()] == [
        1,
        2,
        1,
        1,
    ]


def test_a_segment_that_is_known_and_that_nobody_entered_with_is_not_misspelt(
    tmp_path: Path, marts: Warehouse
) -> None:
    with _again(marts) as warehouse:
        warehouse.execute(
            "delete from analytics_intermediate.int_orgs__attribute_intervals "
            "where attribute = 'tier'"
        )
    definition = (
        "segments: [tier, language, {treatment: hero}]\n"
        "steps: [{name: added, event: repo-removed}, {name: created, event: org-created}]\n"
    )

    assert _run(tmp_path, definition, "--json").stderr == ""


@pytest.mark.usefixtures("marts")
def test_what_is_left_out_is_counted_by_step(tmp_path: Path) -> None:
    outcome = _outcome(tmp_path, _DEFINITION)

    assert list(outcome["left_out_by_step"]) == ["created", "added", "paid"]
    assert list(outcome["left_out"]) == ["internal", "no_entity"]
    assert outcome["left_out"] == {"internal": 1, "no_entity": 1}
    assert outcome["left_out_by_step"] == {
        "created": {"internal": 1, "no_entity": 0},
        "added": {"internal": 0, "no_entity": 1},
        "paid": {"internal": 0, "no_entity": 0},
    }


@pytest.mark.usefixtures("marts")
def test_the_variables_are_the_projects_own(tmp_path: Path) -> None:
    _project(tmp_path, "vars: {default_maturity: 14, org_funnels: {include_internal: true}}\n")
    definition = "steps: [{name: created, event: org-created}, {name: added, event: repo-added}]\n"

    by_default = _outcome(tmp_path, definition)
    outcome = _outcome(tmp_path, definition, "--project-dir", str(tmp_path))

    assert [step["entity_count"] for step in by_default["steps"]] == [2, 1]
    assert [step["mature_entity_count"] for step in by_default["steps"]] == [1, 1]
    assert [step["entity_count"] for step in outcome["steps"]] == [3, 1]
    assert [step["mature_entity_count"] for step in outcome["steps"]] == [3, 1]


def test_the_inner_models_are_where_the_project_has_them(
    tmp_path: Path, marts: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    _project(tmp_path, "models: {org_funnels: {intermediate: {+schema: inner}}}\n")
    monkeypatch.chdir(tmp_path)

    result = _run(tmp_path, _DEFINITION, "--project-dir", ".")
    with _again(marts) as warehouse:
        warehouse.execute("create schema analytics_inner")
        for table in ("int_as_of", "int_orgs__attribute_intervals"):
            warehouse.execute(
                f"create table analytics_inner.{table} as "
                f"select * from analytics_intermediate.{table}"
            )
        warehouse.execute("drop table analytics_intermediate.int_as_of")

    assert result.stderr == (
        "Error: There is no table analytics_inner.int_as_of: dbt has not built it here yet.\n"
        "Run `dbt build` on the same target first.\n"
    )
    assert result.exit_code == 3
    assert counts(_outcome(tmp_path, _DEFINITION, "--project-dir", ".")) == [2, 1, 1]


@pytest.mark.usefixtures("marts")
def test_a_definition_is_checked_against_the_tracking_plan(tmp_path: Path) -> None:
    result = _run(tmp_path, _DEFINITION.replace("repo-added", "repo-addd"))

    assert result.stderr == (
        "Error: The funnel has 1 mistake.\n"
        f"{tmp_path / 'trial.yml'}:5: no event is called `repo-addd`. Did you mean `repo-added`?\n"
    )
    assert result.exit_code == 2


def test_nothing_in_the_warehouse_changes(marts: Warehouse, tmp_path: Path) -> None:
    before = _state(marts)

    _outcome(tmp_path, _DEFINITION, "--out", str(tmp_path / "attempts.parquet"))

    assert _state(marts) == before


def test_a_warehouse_that_is_not_built_says_what_to_run(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_profile(tmp_path, {"mine": warehouse.target.model_dump(by_alias=True)})  # type: ignore[attr-defined]
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))
    if warehouse.engine == "duckdb":
        warehouse.close()

    result = _run(tmp_path, _DEFINITION)

    assert result.stderr == (
        "Error: There is no table analytics.fct_events: dbt has not built it here yet.\n"
        "Run `dbt build` on the same target first.\n"
    )
    assert result.exit_code == 3


@pytest.mark.parametrize("warehouse", ["duckdb"], indirect=True)
def test_others_may_read_a_duckdb_file_meanwhile(
    tmp_path: Path, marts: Warehouse, request: pytest.FixtureRequest
) -> None:
    path = marts.target.path  # type: ignore[attr-defined]
    program = (
        f"import duckdb, sys; opened = duckdb.connect({str(path)!r}, read_only=True); "
        "print('open', flush=True); sys.stdin.read()"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    request.addfinalizer(reader.communicate)
    assert reader.stdout
    assert reader.stdout.readline() == "open\n"

    assert counts(_outcome(tmp_path, _DEFINITION)) == [2, 1, 1]


def test_a_duckdb_file_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "no" / "such.duckdb"
    write_profile(tmp_path, {"mine": {"type": "duckdb", "path": path, "schema": "analytics"}})
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))

    result = _run(tmp_path, _DEFINITION)

    assert result.stderr == (
        f"Error: There is no DuckDB file {path} (target mine in profiles.yml).\n"
        "Run `dbt build` on that target, or name another.\n"
    )
    assert result.exit_code == 3
    assert not path.parent.exists()


def _project(folder: Path, text: str) -> None:
    """A dbt project with the tracking plan of this one, and the models that it names."""
    for name in ("tracking_plan", "models"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "dbt_project.yml").write_text(text, encoding="utf-8")


def _again(warehouse: Warehouse) -> Warehouse:
    """A warehouse of the same target, to change what is built."""
    opened: Warehouse = type(warehouse).open(warehouse.target)  # type: ignore[attr-defined]
    return opened


def _state(warehouse: Warehouse) -> object:
    """All tables and how many rows each has; of a file every byte."""
    if warehouse.engine == "duckdb":
        path: Path = warehouse.target.path  # type: ignore[attr-defined]
        return (path.read_bytes(), sorted(item.name for item in path.parent.glob("*.duckdb*")))
    tables = warehouse.rows(
        "select table_schema, table_name from information_schema.tables "
        "where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2"
    )
    return [
        (schema, name, warehouse.rows(f"select count(*) from {schema}.{name}"))
        for schema, name in tables
    ]
