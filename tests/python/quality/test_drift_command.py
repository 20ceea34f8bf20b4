"""`org-funnels quality drift` and `accept`, on a DuckDB file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import pytest
from click.testing import CliRunner

from org_funnels.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., tuple[int, str]]


@pytest.fixture
def alter(project: Path) -> Callable[[str], None]:
    """Change the raw schema of the project's warehouse, which has two tables."""
    target = {"type": "duckdb", "path": str(project / "test.duckdb"), "schema": "analytics"}
    profile = {"acme": {"target": "duckdb", "outputs": {"duckdb": target}}}
    (project / "profiles.yml").write_text(json.dumps(profile))
    (project / "dbt_project.yml").write_text("name: acme\nprofile: acme\n")

    def run(statement: str) -> None:
        with duckdb.connect(str(project / "test.duckdb")) as connection:
            connection.execute(statement)

    run("create schema raw_app")
    run("create table raw_app.report_opened (id text, org text)")
    run("create table raw_app.report_shared (id text)")
    return run


@pytest.fixture
def command(project: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A subcommand of `quality`, run in the project."""
    monkeypatch.setenv("DBT_PROFILES_DIR", str(project))

    def run(*arguments: str) -> tuple[int, str]:
        options = ["--project-dir", str(project)]
        result = CliRunner().invoke(main, ["quality", *arguments, *options])
        return result.exit_code, result.output

    return run


def test_what_changed_is_shown_with_what_it_means_and_what_to_run(
    alter: Callable[[str], None], command: Command
) -> None:
    command("accept")
    alter("alter table raw_app.report_opened drop column org")
    alter("alter table raw_app.report_shared add column note text")

    code, output = command("drift")

    assert code == 0
    assert output == (
        "[WARNING] The column org of app.report_opened has gone.\n"
        "  In the tracking plan it is read by report-opened.\n"
        "  Put it back; or, where it is meant: org-funnels quality accept app.report_opened\n"
        "[INFO] app.report_shared has a new column, note (text).\n"
        "  The tracking plan reads nothing there.\n"
        "  Put it back; or, where it is meant: org-funnels quality accept app.report_shared\n"
        "2 changes since the raw schemas were accepted, 1 to act on.\n"
    )


def test_accepting_one_table_leaves_the_change_of_the_other(
    alter: Callable[[str], None], command: Command
) -> None:
    command("accept")
    alter("alter table raw_app.report_opened drop column org")
    alter("alter table raw_app.report_shared add column note text")

    code, output = command("accept", "app.report_shared")

    assert code == 0
    assert output.startswith("accepted  app.report_shared has a new column, note (text).\n")
    found = json.loads(command("drift", "--json")[1])
    assert [finding["subject"] for finding in found] == ["app.report_opened.org"]


def test_after_accepting_everything_there_is_nothing_to_show(
    alter: Callable[[str], None], command: Command
) -> None:
    alter("alter table raw_app.report_opened drop column org")

    assert command("accept")[0] == 0
    assert command("drift") == (0, "The raw schemas are as they were accepted.\n")


@pytest.mark.usefixtures("alter")
def test_without_a_baseline_there_is_nothing_to_count(command: Command) -> None:
    assert command("drift") == (
        0,
        "[INFO] Nobody has accepted the raw schemas yet, so that no change of theirs is seen.\n"
        "  Write tracking_plan/raw_schema.csv and commit it: org-funnels quality accept\n",
    )


@pytest.mark.usefixtures("alter")
def test_a_table_that_nobody_knows_cannot_be_accepted(command: Command) -> None:
    code, output = command("accept", "app.report_openned")

    assert code == 2
    assert output == (
        "Error: No raw table is called app.report_openned. Did you mean `app.report_opened`?\n"
    )
