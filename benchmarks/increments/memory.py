"""The most memory that a process and those that it started held at one moment."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY_SECONDS = 0.2


@dataclass
class Peak:
    """The most that was seen so far."""

    bytes: int = 0


@contextmanager
def peak_of(process: psutil.Process | None) -> Iterator[Peak]:
    """Look at it several times a second while something runs. None: nobody holds anything."""
    peak, over = Peak(), threading.Event()
    if process is None:
        yield peak
        return
    watcher = threading.Thread(target=_watch, args=(process, peak, over), daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def held_by(process: psutil.Process) -> int:
    """What it and its children hold: what is each one's own, and once what they share."""
    own, shared = 0, 0
    for one in _family(process):
        try:
            memory = one.memory_info()
        except psutil.Error:
            # it has ended since
            continue
        # a system that does not tell them apart shares nothing
        common = getattr(memory, "shared", 0)
        own += memory.rss - common
        shared = max(shared, common)
    return own + shared


def _watch(process: psutil.Process, peak: Peak, over: threading.Event) -> None:
    while True:
        peak.bytes = max(peak.bytes, held_by(process))
        if over.wait(_EVERY_SECONDS):
            return


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []
