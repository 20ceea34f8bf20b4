"""ClickHouse in this process, by the package chdb: the peer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from benchmarks.engine import TimeLimitError
from benchmarks.event_types import STEP_NAMES, listed

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.event_file import EventFile

_TIMEOUT = "TIMEOUT_EXCEEDED"


@dataclass(frozen=True)
class ClickHouseEngine:
    """An open session on a folder of its own."""

    session: Any
    name: str = "ClickHouse"

    @classmethod
    def open(cls, scratch: Path) -> Self:
        """A new session. Raises ImportError where chdb is not installed."""
        from chdb.session import Session

        session = Session(str(scratch / "clickhouse"))
        session.query("create database benchmark")
        return cls(session)

    @property
    def version(self) -> str:
        """As it says itself."""
        return str(self.rows("select version()", 10)[0][0])

    def rows(self, sql: str, limit_seconds: float) -> list[tuple[Any, ...]]:
        """Run a query and fetch all of it, or raise TimeLimitError."""
        limited = f"{sql} settings max_execution_time = {limit_seconds:.0f}"
        try:
            answer = str(self.session.query(limited, "TabSeparated"))
        except RuntimeError as error:
            if _TIMEOUT in str(error):
                raise TimeLimitError from None
            raise
        return [tuple(line.split("\t")) for line in answer.splitlines()]

    def add_events(self, name: str, file: EventFile) -> str:
        """The file itself: each query reads the Parquet."""
        del name
        return f"file('{file.path}', Parquet)"

    def add_step_table(self, name: str, events: str) -> str:
        """As `add_sorted_table`, of the steps' events alone."""
        return self.add_sorted_table(name, events, f"event_name in ({listed(STEP_NAMES)})")

    def add_sorted_table(self, name: str, events: str, condition: str = "true") -> str:
        """A table in one piece, sorted by entity and time, of the types that suit it best."""
        table = f"benchmark.{name}"
        self.session.query(
            f"create table {table} (entity_id String, occurred_at DateTime64(6, 'UTC'), "
            f"event_name LowCardinality(String)) "
            f"engine = MergeTree order by (entity_id, occurred_at)"
        )
        self.session.query(
            f"insert into {table} select entity_id, occurred_at, event_name "
            f"from {events} where {condition}"
        )
        self.session.query(f"optimize table {table} final")
        return table

    def close(self) -> None:
        """Let go of the folder."""
        self.session.close()
