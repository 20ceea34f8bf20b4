"""Commands that run dbt, or one another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from org_funnels import __version__
from org_funnels.cli.programs import run_dbt, run_org_funnels, start_dbt
from org_funnels.cli.progress import step
from org_funnels.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dbt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in dbt's place, to be written by the test."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    program = tmp_path / "dbt"
    program.touch(mode=0o755)
    return program


def test_dbt_is_quiet_when_it_succeeds_and_its_last_word_is_kept(
    dbt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dbt.write_text(
        "#!/bin/sh\n"
        "echo '10:00:00  1 of 1 OK created model'\n"
        "printf '10:00:01  \\033[32mDone.\\033[0m PASS=3 ERROR=0\\n'\n"
    )

    assert run_dbt("build") == "Done. PASS=3 ERROR=0"
    assert capsys.readouterr().out == ""


def test_a_dbt_that_fails_shows_what_it_said_and_ends_with_3(
    dbt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dbt.write_text("#!/bin/sh\necho 'Database Error in model x'\nexit 1\n")

    with pytest.raises(UserError) as error:
        run_dbt("build", "--select", "x")

    assert capsys.readouterr().out == "Database Error in model x\n\n"
    assert error.value.exit_code == 3
    assert error.value.message == (
        "`dbt build --select x` failed; what it said is above, and in logs/dbt.log.\n"
        "Put right what it names, and run it again."
    )


def test_dbt_can_work_while_something_else_does(dbt: Path, tmp_path: Path) -> None:
    dbt.write_text(f"#!/bin/sh\nwhile [ ! -e '{tmp_path}/go' ]; do sleep 0.01; done\necho Done.\n")

    started = start_dbt("parse")
    (tmp_path / "go").touch()

    assert started.finish() == "Done."


def test_another_command_of_ours_speaks_for_itself_and_returns_its_exit_code(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run_org_funnels("--version") == 0
    assert capfd.readouterr().out == f"org-funnels, version {__version__}\n"
    assert run_org_funnels("load", "/no/such/folder", "--schema", "raw") == 2


def test_a_step_says_what_it_did_and_how_long_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    with step("Load it") as outcome:
        outcome.text = "3 rows in 1 table"

    line = capsys.readouterr().out
    assert line.startswith("Load it    ")
    assert line.endswith(" s   3 rows in 1 table\n")
