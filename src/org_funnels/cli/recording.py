"""A command that works as a run: one at a time, every step in the log and on the screen."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console

from org_funnels.errors import UserError
from org_funnels.log.lock import one_writer
from org_funnels.runs.journal import Journal, code_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from org_funnels.runs.journal import StepOutcome
    from org_funnels.runs.place import Place
    from org_funnels.runs.quality import Checked

# What a bug ends with, as Python does.
_CRASHED = 1


def recorded(place: Place, command: str, work: Callable[[Journal], Checked]) -> Checked:
    """Do the work alone on its warehouse, and log that it began and how it ended."""
    with one_writer(place.target, command, place.clock()):
        journal = Journal(place.log, command, code_version(place.project_dir), place.clock)
        journal.started()
        try:
            checked = work(journal)
        except UserError as error:
            journal.ended(error.exit_code, None, error.message.splitlines()[0])
            raise
        except Exception as error:
            journal.ended(_CRASHED, None, type(error).__name__)
            raise
        journal.ended(checked.exit_code, checked.as_of, "done")
        return checked


@contextmanager
def shown_step(journal: Journal, name: str) -> Iterator[StepOutcome]:
    """A step with a spinner on a terminal, and a line of JSON in a log. Both on stderr."""
    started = time.monotonic()
    screen = Console(stderr=True)
    with screen.status(name), journal.step(name) as outcome:
        yield outcome
    seconds = time.monotonic() - started
    if screen.is_terminal:
        click.echo(f"{name:<12} {seconds:6.1f} s   {outcome.text}".rstrip(), err=True)
    else:
        click.echo(json.dumps(_line(journal, name, outcome, seconds)), file=sys.stderr)


def _line(
    journal: Journal, name: str, outcome: StepOutcome, seconds: float
) -> dict[str, str | float | int | None]:
    return {
        "at": f"{journal.clock():%Y-%m-%dT%H:%M:%SZ}",
        "run_id": journal.run_id,
        "step": name,
        "result": outcome.result,
        "seconds": round(seconds, 1),
        "rows": outcome.row_count,
        "detail": outcome.text,
    }
