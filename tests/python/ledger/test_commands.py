"""`org-funnels ledger` and `org-funnels backfill`: what they print, and how they end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from org_funnels.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(built_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a profile for the file."""
    output = {"type": "duckdb", "path": str(built_file), "schema": "analytics"}
    profile = {"org_funnels": {"target": "duckdb", "outputs": {"duckdb": output}}}
    # every JSON document is a YAML document
    (tmp_path / "profiles.yml").write_text(json.dumps(profile), encoding="utf-8")
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))
    return tmp_path


def _invoke(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project-dir", str(project)])


def test_a_ledger_that_does_not_balance_ends_with_1_and_says_how_many_days(project: Path) -> None:
    done = _invoke(project, "ledger")

    assert done.exit_code == 1
    assert "2 load days do not balance." in done.output
    assert "what the ledger has" not in done.output


def test_counting_again_says_what_to_run(project: Path) -> None:
    done = _invoke(project, "ledger", "--verify")

    assert done.exit_code == 1
    assert "3 load days are not what the ledger has." in done.output
    assert "org-funnels backfill --from 2026-03-02 --to 2026-03-03 --table web.a\n" in done.output


def test_for_a_program_it_is_json(project: Path) -> None:
    done = _invoke(project, "ledger", "--verify", "--json")

    found = json.loads(done.output)
    assert [table["source_table"] for table in found["raw_tables"]] == ["web.a", "web.b"]
    assert found["drifts"][0]["loaded_date"] == "2026-03-02"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "2026-03-02", "--to", "2026-03-01"], "--from 2026-03-02 is after --to"),
        (["--from", "2026-03-01", "--to", "soon"], "'soon' does not match the format '%Y-%m-%d'"),
        (
            ["--from", "2026-03-01", "--to", "2026-03-01", "--table", "web.aa"],
            "The ledger knows no raw table web.aa. Did you mean `web.a`?",
        ),
    ],
)
def test_a_backfill_of_what_is_not_there_is_refused(
    project: Path, arguments: list[str], said: str
) -> None:
    done = _invoke(project, "backfill", *arguments)

    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_a_backfill_is_a_run_of_what_reads_raw_rows_with_the_days_as_variables(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(*arguments: str) -> str:
        asked.extend(arguments)
        return "Done."

    monkeypatch.setattr("org_funnels.cli.backfill.run_dbt", noted)

    done = _invoke(
        project, "backfill", "--from", "2026-03-01", "--to", "2026-03-02", "--table", "web.a"
    )

    assert done.exit_code == 0, done.output
    assert asked[:4] == ["run", "--select", "int_events__raw_counts+", "int_events__dispositions+"]
    assert json.loads(asked[5]) == {
        "backfill_from": "2026-03-01",
        "backfill_to": "2026-03-02",
        "backfill_table": "web.a",
    }
    assert asked[6:] == ["--project-dir", str(project)]
