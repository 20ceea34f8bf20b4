"""DuckDB, on Parquet files and on tables of a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING, Any, Self

import duckdb
import psutil

from benchmarks.engine import TimeLimitError
from benchmarks.step_table import step_table_sql

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.event_file import EventFile

_MOST_TEMPORARY = "20 GiB"


@dataclass(frozen=True)
class DuckDBEngine:
    """An open database."""

    connection: duckdb.DuckDBPyConnection
    name: str = "DuckDB"

    @classmethod
    def open(cls, scratch: Path) -> Self:
        """A new database in that folder, which also takes what does not fit into memory."""
        memory = psutil.virtual_memory().total // 2 // 2**20
        settings: dict[str, Any] = {
            # a self-join takes all that it gets, and others live on this machine too
            "memory_limit": f"{memory} MiB",
            "max_temp_directory_size": _MOST_TEMPORARY,
            "temp_directory": str(scratch / "duckdb"),
        }
        return cls(duckdb.connect(str(scratch / "benchmark.duckdb"), config=settings))

    @property
    def version(self) -> str:
        """As it says itself."""
        return duckdb.__version__

    def rows(self, sql: str, limit_seconds: float) -> list[tuple[Any, ...]]:
        """Run a query and fetch all of it, or raise TimeLimitError."""
        timer = Timer(limit_seconds, self.connection.interrupt)
        timer.start()
        try:
            return self.connection.execute(sql).fetchall()
        except (duckdb.InterruptException, duckdb.OutOfMemoryException):
            raise TimeLimitError from None
        finally:
            timer.cancel()

    def add_events(self, name: str, file: EventFile) -> str:
        """A view of the file: each query reads the Parquet."""
        self.connection.execute(f"create view {name} as select * from '{file.path}'")
        return name

    def add_step_table(self, name: str, events: str) -> str:
        """A table, sorted by being written in that order."""
        self.connection.execute(f"create table {name} as {step_table_sql(events, 'event_id')}")
        return name

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
