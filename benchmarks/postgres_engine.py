"""PostgreSQL: the embedded server with its settings as they are, or another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import duckdb
import psycopg2

from benchmarks.engine import TimeLimitError
from benchmarks.step_table import step_table_sql

if TYPE_CHECKING:
    from pathlib import Path

    from psycopg2.extensions import connection as Connection  # noqa: N812  (it is a class)

    from benchmarks.event_file import EventFile

_BYTES = 'collate "C"'
# While autovacuum looks at a table, no other vacuum can tell which rows everybody sees, and a scan
# of an index alone then reads the table too.
_UNTENDED = "with (autovacuum_enabled = false)"


@dataclass(frozen=True)
class PostgresEngine:
    """An open connection, and a folder to pass files through."""

    connection: Connection
    scratch: Path
    name: str = "PostgreSQL"

    @classmethod
    def open(cls, dsn: str, scratch: Path) -> Self:
        """Connect. The database is the benchmark's own: what is made in it stays."""
        connection = psycopg2.connect(dsn)
        connection.autocommit = True
        return cls(connection, scratch)

    @property
    def version(self) -> str:
        """As it says itself."""
        return str(self.rows("show server_version", 10)[0][0])

    def execute(self, sql: str) -> None:
        """Run a statement."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql)

    def rows(self, sql: str, limit_seconds: float) -> list[tuple[Any, ...]]:
        """Run a query and fetch all of it, or raise TimeLimitError."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"set statement_timeout = '{limit_seconds:.0f}s'")
            try:
                cursor.execute(sql)
                return cursor.fetchall()
            except psycopg2.errors.QueryCanceled:
                raise TimeLimitError from None
            finally:
                cursor.execute("set statement_timeout = 0")

    def add_events(self, name: str, file: EventFile) -> str:
        """A table, in the order of the file, that autovacuum has nothing to do about."""
        copy = self.scratch / f"{name}.csv"
        columns = "event_id, entity_id, user_id, event_name, occurred_at"
        with duckdb.connect() as reader:
            reader.execute(f"copy (select {columns} from '{file.path}') to '{copy}' (header false)")
        self.execute(
            f"create table {name} (event_id text, entity_id text, user_id text, event_name text, "
            f"occurred_at timestamp) {_UNTENDED}"
        )
        with copy.open("rb") as lines, self.connection.cursor() as cursor:
            cursor.copy_expert(f"copy {name} ({columns}) from stdin (format csv)", lines, 2**20)
        copy.unlink()
        self.execute(f"vacuum (analyze) {name}")
        return name

    def add_step_table(self, name: str, events: str) -> str:
        """A table, and an index in the same order that holds all columns.

        So nothing needs to be sorted again, and the table itself is not read.
        """
        order = f"event_id {_BYTES}"
        self.execute(f"create table {name} {_UNTENDED} as {step_table_sql(events, order)}")
        self.execute(
            f"create index on {name} (entity_id, occurred_at, {order})"
            f" include (step_number, user_id)"
        )
        self.execute(f"vacuum (analyze) {name}")
        return name

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()
