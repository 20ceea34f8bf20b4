"""dbt as a process of its own, as a scheduler starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.python.increments.runner import PROJECT, RAW_VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from tests.python.increments.world import World

    Process = subprocess.Popen[str]

_SECONDS = 120


def started(world: World, name: str, *arguments: str) -> AbstractContextManager[Process]:
    """`dbt run` of the world's project, with files of its own: leaves nothing open behind it."""
    folder = Path(world.folder) / name
    command = [
        *(str(Path(sys.executable).with_name("dbt")), "--no-use-colors", "--log-path", str(folder)),
        *("run", "--threads", "2", "--exclude", *RAW_VIEWS, "--target", world.engine.target),
        *("--target-path", str(folder), *arguments),
    ]
    environment = {**os.environ, **world.engine.environment}
    return subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said_until(process: Process, words: str) -> str:
    """What it prints up to the first line with these words. An AssertionError if it ends before."""
    said = []
    for line in _lines(process):
        said.append(line)
        if words in line:
            return "".join(said)
    raise AssertionError("".join(said))


def ended_well(process: Process) -> None:
    """Wait for its end. An AssertionError with what it still said if it was no good one."""
    said = "".join(_lines(process))
    assert process.wait(_SECONDS) == 0, said


def _lines(process: Process) -> Iterator[str]:
    # not by `yield from`, which closes the file for who stops in the middle of it
    assert process.stdout is not None
    return process.stdout
