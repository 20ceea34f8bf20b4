"""Where a run works: a dbt project, a target, and the clock that it goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.log import Log
from org_funnels.runs.clock import wall_clock
from org_funnels.warehouse.connection import open_target
from org_funnels.warehouse.profiles import read_target

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from org_funnels.warehouse.target import Target
    from org_funnels.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class Place:
    """A project aimed at one warehouse."""

    project_dir: Path
    target: Target
    clock: Callable[[], datetime] = wall_clock

    def open(self) -> Warehouse:
        """A new connection."""
        return open_target(self.target)

    @property
    def log(self) -> Log:
        """What was logged of this warehouse and schema."""
        return Log(self.open)


def place_of(target: str | None, project_dir: Path, now: datetime | None = None) -> Place:
    """The place that the options of a command name. `now` stands for the clock, if given."""
    found = read_target(target, project_dir)
    return Place(project_dir, found, (lambda: now) if now else wall_clock)
