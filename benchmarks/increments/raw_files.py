"""The stream as Parquet files, a folder a raw table, made once for the same company."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from benchmarks.increments.production_rows import production_rows, projects_of
from benchmarks.increments.raw_event import CONTEXT_COLUMNS, STANDARD_COLUMNS
from benchmarks.increments.stream import IDENTIFIES

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.increments.raw_event import RawEvent
    from benchmarks.increments.stream import Stream
    from benchmarks.increments.stretch import Stretch

PRODUCTION_SCHEMA = "bench_production"
WEB_SCHEMA = "bench_web"
_PROJECT_TABLE = "project_created"
# DuckDB writes as many files at once as there are raw tables, each with rows waiting in memory.
_ROWS_AT_ONCE = "set partitioned_write_flush_threshold = 20000"


@dataclass(frozen=True)
class RawFiles:
    """Files of a stream's deliveries, and the queries that give a stretch of them as tables."""

    stream: Stream
    folder: Path

    @classmethod
    def make(cls, stream: Stream, folder: Path, newest: int, oldest: int) -> RawFiles:
        """Write them, unless they are there."""
        made = cls(stream, folder / f"stream-{stream.rows}-{len(stream.events)}-{newest}-{oldest}")
        if not made.folder.is_dir():
            made._write(newest, oldest)
        return made

    def raw_tables(self, stretch: Stretch) -> dict[str, str]:
        """{schema.table: a query for its rows}, in the order in which they were loaded."""
        found = {
            f"bench_{event.source}.{event.table}": self._rows(event.table, _columns(event), stretch)
            for event in self.stream.events
        }
        columns = (*STANDARD_COLUMNS, *CONTEXT_COLUMNS)
        return {**found, f"{WEB_SCHEMA}.{IDENTIFIES}": self._rows(IDENTIFIES, columns, stretch)}

    def production_tables(self) -> dict[str, str]:
        """{schema.table: a query for its rows}, of all that is there whatever the history is."""
        rows = production_rows(self.stream)
        return {f"{PRODUCTION_SCHEMA}.{table}": query for table, query in rows.items()}

    def projects(self, stretch: Stretch) -> dict[str, str]:
        """The same for the one production table that grows with the events."""
        columns = ("id", "project_id", "original_timestamp")
        query = projects_of(self._rows(_PROJECT_TABLE, columns, stretch))
        return {f"{PRODUCTION_SCHEMA}.projects": query}

    def _rows(self, table: str, columns: tuple[str, ...], stretch: Stretch) -> str:
        quoted = ", ".join(f'"{column}"' for column in columns)
        return (
            f"select {quoted} from read_parquet('{self.folder}/*/*.parquet', "
            f"hive_partitioning = true, hive_types_autocast = false) "
            f"where table_name = '{table}' and {stretch.condition(self.stream)} "
            f"order by uuid_ts, id"
        )

    def _write(self, newest: int, oldest: int) -> None:
        """Under another name until it is whole, for a run that is killed."""
        unfinished = self.folder.with_suffix(".half")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        with duckdb.connect() as connection:
            connection.execute(_ROWS_AT_ONCE)
            connection.execute(
                f"copy ({self.stream.sql(newest, oldest)}) to '{unfinished}' "
                f"(format parquet, partition_by (table_name), overwrite_or_ignore)"
            )
        unfinished.replace(self.folder)


def _columns(event: RawEvent) -> tuple[str, ...]:
    return (*STANDARD_COLUMNS, *CONTEXT_COLUMNS, *event.columns)
