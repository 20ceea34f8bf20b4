"""A run and its steps in the log: when, how many rows, how it ended, by which code."""

from __future__ import annotations

import getpass
import platform
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from org_funnels import __version__
from org_funnels.log.tables import RUN_STEPS, RUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from org_funnels.log import Log

STARTED, ENDED = "started", "ended"
_GIT_SECONDS = 10


@dataclass
class StepOutcome:
    """What a step has to say when it is done."""

    text: str = ""
    row_count: int | None = None
    result: str = "success"


@dataclass
class Journal:
    """The log of one run. A run that has no `ended` row was killed, or still works."""

    log: Log
    command: str
    code_version: str
    clock: Callable[[], datetime]
    run_id: str = field(init=False)

    def __post_init__(self) -> None:
        self.run_id = f"{self.clock():%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"

    def started(self) -> None:
        """Write that the run has begun."""
        self._write(STARTED, None, None, "")

    def ended(self, exit_code: int, as_of: datetime | None, result: str) -> None:
        """Write how it ended."""
        self._write(ENDED, exit_code, as_of, result)

    @contextmanager
    def step(self, name: str) -> Iterator[StepOutcome]:
        """Run a step and write how it went, also where it raises."""
        outcome, started_at = StepOutcome(), self.clock()
        try:
            yield outcome
        except BaseException:
            outcome.result = "error"
            raise
        finally:
            row = {
                "run_id": self.run_id,
                "step": name,
                "started_at": started_at,
                "ended_at": self.clock(),
                "row_count": outcome.row_count,
                "result": outcome.result,
                "detail": outcome.text,
            }
            self.log.append({RUN_STEPS: [row]})

    def _write(
        self, state: str, exit_code: int | None, as_of: datetime | None, result: str
    ) -> None:
        row = {
            "run_id": self.run_id,
            "command": self.command,
            "state": state,
            "logged_at": self.clock(),
            "exit_code": exit_code,
            "as_of": as_of,
            "code_version": self.code_version,
            "made_by": made_by(),
            "result": result,
        }
        self.log.append({RUNS: [row]})


def made_by() -> str:
    """Who works where: the account and the machine."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "unknown"
    return f"{user}@{platform.node() or 'unknown'}"


def code_version(project_dir: Path) -> str:
    """The package's version, and the commit of the project where it has one."""
    command = ["git", "-C", str(project_dir), "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=_GIT_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return __version__
    commit = done.stdout.strip()
    return f"{__version__}+{commit}" if done.returncode == 0 and commit else __version__
