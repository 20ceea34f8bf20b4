"""One process at a time starts or stops an embedded server."""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from org_funnels.errors import UserError
from org_funnels.warehouse.embedded.place import DATA_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_POLL_SECONDS = 0.05


@contextmanager
def locked(path: Path, timeout_seconds: float = 120) -> Iterator[None]:
    """Hold the lock file `path`. However its process ends, the lock ends."""
    with _opened(path) as file:
        _wait_for(file.fileno(), path, time.monotonic() + timeout_seconds)
        yield


def _opened(path: Path) -> TextIO:
    try:
        return path.open("a")
    except OSError as error:
        message = (
            f"Cannot write {path}, which keeps two starts of the embedded PostgreSQL apart: "
            f"{error.strerror}.\nSet {DATA_VARIABLE} to a folder of your own."
        )
        raise UserError(message) from None


def _wait_for(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                message = (
                    f"Another org-funnels has been starting or stopping the embedded PostgreSQL "
                    f"for too long: it holds {path}.\n"
                    f"Wait for it, or end it, and run this again."
                )
                raise UserError(message) from None
            time.sleep(_POLL_SECONDS)
        else:
            return
