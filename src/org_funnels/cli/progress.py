"""What a long command shows while it works: a spinner on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Outcome:
    """What a step has to say when it is done."""

    text: str = ""


@contextmanager
def step(title: str) -> Iterator[Outcome]:
    """Run one step; its line is printed when it ends, with what it did and the seconds it took."""
    outcome = Outcome()
    started = time.monotonic()
    with Console(file=sys.stderr).status(title):
        yield outcome
    seconds = time.monotonic() - started
    click.echo(f"{title:<34} {seconds:6.1f} s   {outcome.text}".rstrip())
