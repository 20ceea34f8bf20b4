"""`org-funnels warehouse`, run as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from org_funnels.cli import main
from org_funnels.warehouse import embedded

_REPOSITORY = Path(__file__).parents[3]
_PROGRAM = Path(sys.executable).with_name("org-funnels")


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_REPOSITORY)


@pytest.fixture
def ours(embedded_server: embedded.Place, monkeypatch: pytest.MonkeyPatch) -> embedded.Place:
    """The server of this test run, as the one that the environment names."""
    for name, value in embedded.environment_of(embedded_server).items():
        monkeypatch.setenv(name, value)
    return embedded_server


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([_PROGRAM, *arguments], capture_output=True, text=True, check=False)


def test_start_says_where_it_runs_when_it_runs_already(ours: embedded.Place) -> None:
    pid = embedded.status(ours).pid

    result = CliRunner().invoke(main, ["warehouse", "start"])

    assert result.output == (
        f"PostgreSQL runs on port {ours.port} (pid {pid}), its data in {ours.data}.\n"
    )


def test_status_is_a_sentence_or_json(ours: embedded.Place) -> None:
    pid = embedded.status(ours).pid

    told = CliRunner().invoke(main, ["warehouse", "status"]).output
    as_json = CliRunner().invoke(main, ["warehouse", "status", "--json"]).output

    assert told == f"PostgreSQL runs on port {ours.port} (pid {pid}), its data in {ours.data}.\n"
    assert json.loads(as_json) == {"pid": pid, "port": ours.port, "data": str(ours.data)}


def test_status_and_stop_of_a_server_that_does_not_run_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORG_FUNNELS_EMBEDDED_DATA", str(tmp_path / "pg"))

    told = CliRunner().invoke(main, ["warehouse", "status"]).output
    stopped = CliRunner().invoke(main, ["warehouse", "stop"]).output

    assert told == (
        f"PostgreSQL on {tmp_path / 'pg'} does not run. Start it with "
        f"`org-funnels warehouse start`.\n"
    )
    assert stopped == f"PostgreSQL on {tmp_path / 'pg'} was not running.\n"


def test_url_shows_the_address_and_never_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"HOST": "h", "USER": "u", "DATABASE": "d", "PASSWORD": "s3cret"}.items():
        monkeypatch.setenv(f"PG{name}", value)

    postgres = CliRunner().invoke(main, ["warehouse", "url", "--target", "postgres"]).output
    duckdb = CliRunner().invoke(main, ["warehouse", "url", "--target", "duckdb"]).output

    assert postgres == "postgresql://u@h:5432/d\n"
    assert duckdb == f"duckdb:///{_REPOSITORY / '.demo/org_funnels.duckdb'}\n"


@pytest.mark.usefixtures("ours")
def test_psql_hands_its_arguments_on() -> None:
    done = _run("warehouse", "psql", "-At", "-c", "select current_user, 6 * 7")

    assert done.stdout == "postgres|42\n", done.stderr


def test_psql_on_duckdb_says_how_to_open_that() -> None:
    result = CliRunner().invoke(main, ["warehouse", "psql", "--target", "duckdb"])

    assert result.exit_code == 2
    assert result.stderr.startswith(
        "Error: Target duckdb is a DuckDB file, and psql speaks to PostgreSQL only.\n"
    )


def test_temporary_runs_a_command_on_a_server_of_its_own_and_ends_as_it_did() -> None:
    done = _run("warehouse", "temporary", "sh", "-c", "org-funnels warehouse status; exit 7")

    assert "PostgreSQL runs on port " in done.stdout
    data = Path(done.stdout.split("its data in ")[1].strip().rstrip("."))
    assert data != embedded.Place.from_environment({}).data
    assert not data.exists()
    assert done.returncode == 7


def test_temporary_names_a_program_that_it_cannot_run() -> None:
    done = _run("warehouse", "temporary", "no-such-program")

    assert done.stderr == (
        "Error: Cannot run no-such-program: No such file or directory.\n"
        "Name a program on the PATH.\n"
    )
    assert done.returncode == 2


@pytest.mark.usefixtures("ours")
def test_load_fills_the_target(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "t.csv").write_text("x\n1\n2\n")

    result = CliRunner().invoke(main, ["load", str(tmp_path), "--schema", "raw=cli_raw"])

    assert result.output == "           2  cli_raw.t\nLoaded 2 rows in 1 table.\n"
    assert result.exit_code == 0


def test_load_names_a_schema_option_that_it_cannot_read(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["load", str(tmp_path), "--schema", "raw"])

    assert (
        result.stderr == "Error: --schema is 'raw', and must be OLD=NEW, such as raw=github_raw.\n"
    )
    assert result.exit_code == 2


def test_load_without_a_server_says_how_to_start_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORG_FUNNELS_EMBEDDED_PORT", str(embedded.free_port()))

    result = CliRunner().invoke(main, ["load", str(tmp_path)])

    assert "Connection refused" in result.stderr
    assert result.stderr.endswith(
        "\nRun `org-funnels warehouse start`, or choose another server with --target.\n"
    )
    assert result.exit_code == 2


def test_the_environment_of_a_test_names_no_server_of_the_person() -> None:
    assert [name for name in os.environ if name.startswith("ORG_FUNNELS_")] == []
