"""Time contenders in turn, again and again: a busy moment of the machine meets all of them."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.engine import TimeLimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.contender import Contender

# Of a run that takes no longer, a good part is to get back the memory and the caches that another
# engine has just used. So it is run once more at once, and the second counts.
WARMED_UP_SECONDS = 5.0


@dataclass(frozen=True)
class Timing:
    """How long each run took; none where the time limit ended the first."""

    seconds: tuple[float, ...]
    limit_seconds: float

    @property
    def is_finished(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.seconds)

    @property
    def median(self) -> float:
        """Of its runs; where it did not finish, the limit: it takes longer than that."""
        return statistics.median(self.seconds) if self.seconds else self.limit_seconds


def race(
    contenders: Iterable[Contender], rounds: int, tell: Callable[[str], None]
) -> dict[str, Timing]:
    """Every contender once in each round; one that did not finish takes part no more."""
    running = {contender.name: contender for contender in contenders}
    seconds: dict[str, list[float]] = {name: [] for name in running}
    limits = {name: contender.limit_seconds for name, contender in running.items()}
    for number in range(1, rounds + 1):
        for name, contender in list(running.items()):
            took = _time_warm(contender)
            if took is None:
                del running[name]
                seconds[name].clear()
            else:
                seconds[name].append(took)
            tell(f"round {number} of {rounds}  {name}  {_shown(took, limits[name])}")
    return {name: Timing(tuple(runs), limits[name]) for name, runs in seconds.items()}


def _time_warm(contender: Contender) -> float | None:
    took = _time(contender)
    return took if took is None or took > WARMED_UP_SECONDS else _time(contender)


def _time(contender: Contender) -> float | None:
    began = time.perf_counter()
    try:
        contender.engine.rows(contender.sql, contender.limit_seconds)
    except TimeLimitError:
        return None
    return time.perf_counter() - began


def _shown(seconds: float | None, limit_seconds: float) -> str:
    return f"not in {limit_seconds:.0f} s" if seconds is None else f"{seconds:.2f} s"
