"""The command itself: its help, its version and how it ends."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from org_funnels import __version__
from org_funnels.cli import SUBCOMMANDS, Subcommand, main
from org_funnels.errors import UserError

_PROGRAM = Path(sys.executable).with_name("org-funnels")


@click.command()
@click.argument("how")
def _failing(how: str) -> None:
    if how == "bug":
        raise ZeroDivisionError
    raise UserError("The port is 0.\nSet another one.", exit_code=int(how))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> str:
    """A subcommand that ends as it is told to."""
    module = ModuleType("org_funnels.cli.failing")
    monkeypatch.setattr(module, "failing", _failing, raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(SUBCOMMANDS, "failing", Subcommand(f"{module.__name__}:failing", "Fail."))
    return "failing"


def test_help_lists_every_subcommand_with_what_it_does() -> None:
    result = CliRunner().invoke(main, ["--help"])

    assert result.exit_code == 0
    for name, subcommand in SUBCOMMANDS.items():
        assert name in result.output
        assert subcommand.help.split()[0] in result.output


def test_help_imports_no_subcommand_and_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from org_funnels.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = ('dbt', 'great_expectations', 'pandas', 'psycopg2', 'duckdb', 'pydantic')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stderr == "[]\n"


def test_help_answers_at_once() -> None:
    started = time.monotonic()

    subprocess.run([_PROGRAM, "--help"], capture_output=True, check=True)

    # A tenth of a second on an idle machine; the rest is for a busy one.
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_is_there_and_tells_of_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])

    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Usage: main {name} ")


def test_the_version_is_the_packages() -> None:
    result = CliRunner().invoke(main, ["--version"])

    assert result.output == f"org-funnels, version {__version__}\n"


@pytest.mark.parametrize("code", [1, 2, 3, 4])
def test_what_a_person_can_put_right_is_said_without_a_stack_trace(failing: str, code: int) -> None:
    result = CliRunner().invoke(main, [failing, str(code)])

    assert result.stderr == "Error: The port is 0.\nSet another one.\n"
    assert result.stdout == ""
    assert result.exit_code == code


def test_a_bug_keeps_its_stack_trace(failing: str) -> None:
    result = CliRunner().invoke(main, [failing, "bug"])

    assert isinstance(result.exception, ZeroDivisionError)


def test_an_unknown_subcommand_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["wharehouse"])

    assert result.exit_code == 2
    assert "No such command 'wharehouse'" in result.output


def test_the_module_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "org_funnels", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"org-funnels, version {__version__}\n"
