"""What the figures were taken on, without a name or a path."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass

import psutil

_GIB = 2**30


@dataclass(frozen=True)
class Machine:
    """A computer by what decides how fast it is."""

    cores: int
    memory_gib: int
    system: str
    architecture: str

    @classmethod
    def this_one(cls) -> Machine:
        """The cores that this process may use."""
        return cls(
            cores=_usable_cores(),
            memory_gib=round(psutil.virtual_memory().total / _GIB),
            system=platform.system(),
            architecture=platform.machine(),
        )

    @property
    def sentence(self) -> str:
        """In words."""
        cores = f"{self.cores} cores ({self.architecture})"
        return f"{cores}, {self.memory_gib} GiB of memory, {self.system}"


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
