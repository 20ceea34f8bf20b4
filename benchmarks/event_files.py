"""All files of a run: many events, a tenth of them, and that tenth in one org."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.event_file import EventFile, gather_in_one_org, make_events

if TYPE_CHECKING:
    from pathlib import Path

SMALLER_BY = 10


@dataclass(frozen=True)
class EventFiles:
    """Three files of the same kind of events."""

    many: EventFile
    fewer: EventFile
    in_one_org: EventFile

    @classmethod
    def make(cls, folder: Path, rows: int) -> EventFiles:
        """Made in that folder, or found there."""
        fewer = make_events(folder, rows // SMALLER_BY)
        return cls(make_events(folder, rows), fewer, gather_in_one_org(fewer, folder))
