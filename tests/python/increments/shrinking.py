"""Make a history that went wrong shorter, until it can be read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.python.increments.history import History


def shrunk(history: History, goes_wrong: Callable[[History], bool], seconds: float) -> History:
    """Less of the history, as much less as is found in that time: halves first, then less."""
    ends_at = time.monotonic() + seconds
    length = max(history.size // 2, 1)
    while length and time.monotonic() < ends_at:
        history = _without_stretches(history, length, goes_wrong, ends_at)
        length //= 2
    return history


def _without_stretches(
    history: History, length: int, goes_wrong: Callable[[History], bool], ends_at: float
) -> History:
    """Without each stretch of that length that doesn't matter."""
    start = 0
    while start < history.size and time.monotonic() < ends_at:
        shorter = history.without(set(range(start, start + length)))
        if goes_wrong(shorter):
            history = shorter
        else:
            start += length
    return history
