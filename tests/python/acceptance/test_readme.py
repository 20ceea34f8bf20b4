"""The README claims only what its commands show: each is run, and each line of output is found."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.acceptance.conftest import Project

pytestmark = pytest.mark.xdist_group("demo")

PROJECT = Path(__file__).parents[3]
# What `make demo` prints at its end, over what the fixture has simulated, loaded and built.
STANDS_FOR = {"make demo": ["org-funnels quality run", "org-funnels report"]}


@pytest.mark.usefixtures("postgres_demo")
def test_every_block_of_output_is_what_the_command_prints(postgres_project: Project) -> None:
    blocks = _blocks((PROJECT / "README.md").read_text(encoding="utf-8"))

    assert len(blocks) > 2
    for command, expected in blocks.items():
        printed = {
            _plain(line)
            for run in STANDS_FOR.get(command, [command])
            for line in _run(run, postgres_project).splitlines()
        }
        absent = [line for line in expected if _plain(line) not in printed]
        assert absent == [], f"`{command}` does not print this"


def test_every_make_target_of_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))

    for name in ("README.md", "CONTRIBUTING.md"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"`make ([a-z-]+)`", text)) <= targets, name


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_the_docs_name_exists(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|yml|lock))`", text)

    # What a reader's own project will have.
    theirs = {"packages.yml"}
    absent = {path for path in named if not (PROJECT / path).exists()} - theirs

    assert named
    assert absent == set()


def _blocks(text: str) -> dict[str, list[str]]:
    """The commands of indented blocks that show a prompt, each with the lines that it prints."""
    blocks: dict[str, list[str]] = {}
    command = ""
    for line in text.splitlines():
        if line.startswith("    $ "):
            command = line.removeprefix("    $ ")
            blocks[command] = []
        elif not line.startswith("    "):
            command = ""
        elif command and line.strip() != "…":
            blocks[command].append(line)
    return blocks


def _run(command: str, project: Project) -> str:
    """What a command prints on the demo, at a width that breaks no line."""
    environment = {
        **os.environ,
        **project.environment,
        "COLUMNS": "160",
        "DBT_TARGET_PATH": str(project.target_path),
        "DBT_LOG_PATH": str(project.target_path),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        shlex.split(command),
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def _plain(line: str) -> str:
    """A line without the width of its gaps."""
    return " ".join(line.split())
