"""Run dbt, or another command of ours, from within a command."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from org_funnels.errors import UserError

_BUILD_FAILED = 3
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LINE_TIME = re.compile(r"^\d\d:\d\d:\d\d\s*")


@dataclass(frozen=True)
class StartedDbt:
    """A dbt that works while something else does."""

    arguments: tuple[str, ...]
    process: subprocess.Popen[str]

    def finish(self, *, shown: bool = True) -> str:
        """Wait for it, and return the last line of what it said, such as "Done. PASS=…".

        dbt's own output is shown only when it fails, and unless the caller reads dbt's own record
        of it: it names the model and the reason.
        """
        output, _ = self.process.communicate()
        lines = [_LINE_TIME.sub("", _COLOUR.sub("", line)) for line in output.splitlines()]
        if self.process.returncode != 0:
            if shown:
                click.echo(output)
            message = (
                f"`dbt {' '.join(self.arguments)}` failed; what it said is above, and in "
                f"logs/dbt.log.\nPut right what it names, and run it again."
            )
            raise UserError(message, exit_code=_BUILD_FAILED)
        return next((line for line in reversed(lines) if line.startswith("Done.")), "")


def start_dbt(*arguments: str) -> StartedDbt:
    """Start dbt, and go on."""
    program = Path(sys.executable).with_name("dbt")
    process = subprocess.Popen(
        [program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return StartedDbt(arguments, process)


def run_dbt(*arguments: str, shown: bool = True) -> str:
    """Run dbt and return the last line of what it said."""
    return start_dbt(*arguments).finish(shown=shown)


def run_org_funnels(*arguments: str) -> int:
    """Run another command of ours and return its exit code.

    In a process of its own: what it leaves open, such as Great Expectations' connection to a
    DuckDB file, is closed before the next one starts.
    """
    return subprocess.run([sys.executable, "-m", "org_funnels", *arguments], check=False).returncode
