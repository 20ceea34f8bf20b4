"""The postmaster.pid of a data folder: which server runs on it, if one does."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from pathlib import Path

_PORT_LINE = 3


@dataclass(frozen=True)
class Postmaster:
    """A PostgreSQL server that runs on a folder."""

    pid: int
    port: int


def running_postmaster(data: Path) -> Postmaster | None:
    """The server that runs on `data`, or None.

    The number in the file is not believed: after a crash it may be anybody's.
    """
    lines = _lines(data)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    if not is_postgres_on(pid, data):
        return None
    return Postmaster(pid, int(lines[_PORT_LINE]) if len(lines) > _PORT_LINE else 0)


def is_postgres_on(pid: int, data: Path) -> bool:
    """Whether a process is a PostgreSQL server started on that folder."""
    try:
        process = psutil.Process(pid)
        return process.name().startswith("postgres") and str(data) in process.cmdline()
    except psutil.Error:
        return False


def disown_stale_file(data: Path) -> None:
    """Make a postmaster.pid whose number now belongs to another program harmless.

    PostgreSQL would refuse to start while any process has that number. It passes over its
    parent's, which we are; the file itself stays, since the rest of it is how PostgreSQL finds
    a crashed server's processes that still use the data.
    """
    lines = _lines(data)
    if lines and lines[0].strip().isdigit() and psutil.pid_exists(int(lines[0])):
        (data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")


def _lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return []
