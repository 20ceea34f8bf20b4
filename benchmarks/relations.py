"""What an engine has to read, by what it is called there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.clickhouse_engine import ClickHouseEngine
    from benchmarks.engine import Engine
    from benchmarks.event_files import EventFiles


@dataclass(frozen=True)
class Relations:
    """The relations on DuckDB or PostgreSQL."""

    events: str
    step_table: str
    fewer_events: str
    one_org: str

    @classmethod
    def of(cls, engine: Engine, files: EventFiles) -> Relations:
        """Fill them."""
        events = engine.add_events("events", files.many)
        return cls(
            events,
            engine.add_step_table("step_events", events),
            engine.add_events("fewer_events", files.fewer),
            engine.add_events("events_of_one_org", files.in_one_org),
        )


@dataclass(frozen=True)
class PeerRelations:
    """The relations on ClickHouse."""

    events: str
    sorted_events: str
    sorted_steps: str

    @classmethod
    def of(cls, engine: ClickHouseEngine, files: EventFiles) -> PeerRelations:
        """Fill them."""
        events = engine.add_events("events", files.many)
        return cls(
            events,
            engine.add_sorted_table("sorted_events", events),
            engine.add_step_table("sorted_steps", events),
        )
