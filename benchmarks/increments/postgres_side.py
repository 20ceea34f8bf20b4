"""PostgreSQL: a database on a server of the benchmark's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import psutil
import psycopg2

from benchmarks.increments.column_types import typed
from benchmarks.increments.sql_side import timed_table, union_sql
from org_funnels.warehouse.embedded import status
from org_funnels.warehouse.postgres import PostgresWarehouse
from org_funnels.warehouse.target import PostgresTarget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from org_funnels.warehouse.embedded import Place

_DATABASE = "bench"
_HOST, _USER = "127.0.0.1", "postgres"
# Of those that the server is started with: what has nothing to do with speed.
_NOT_SHOWN = ("listen_addresses", "port", "unix_socket_directories", "log", "timezone", "data_dir")


@dataclass(frozen=True)
class PostgresSide:
    """A database that dbt builds in, and a folder to pass files through."""

    place: Place
    scratch: Path
    name: str = "PostgreSQL"
    target: str = "postgres"
    has_indexes: bool = True

    @property
    def environment(self) -> Mapping[str, str]:
        """What profiles.yml reads."""
        return {
            "PGHOST": _HOST,
            "PGPORT": str(self.place.port),
            "PGUSER": _USER,
            "PGDATABASE": _DATABASE,
        }

    @property
    def version(self) -> str:
        """As it says itself."""
        with self.open() as warehouse:
            return str(warehouse.rows("show server_version")[0][0])

    @property
    def settings(self) -> Mapping[str, str]:
        """What the embedded server is started with."""
        query = (
            "select name, current_setting(name) from pg_settings"
            " where source = 'command line' order by name"
        )
        with self.open() as warehouse:
            found = warehouse.rows(query)
        return {name: value for name, value in found if not name.startswith(_NOT_SHOWN)}

    def empty(self) -> None:
        """An empty database in place of what there is."""
        connection = psycopg2.connect(self.place.dsn("postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"drop database if exists {_DATABASE} with (force)")
            cursor.execute(f"create database {_DATABASE}")
        connection.close()

    def open(self) -> PostgresWarehouse:
        """Connect to the database."""
        target = {"name": self.target, "type": "postgres", "host": _HOST, "port": self.place.port}
        database = {"user": _USER, "password": "", "dbname": _DATABASE, "schema": "bench"}
        return PostgresWarehouse.open(PostgresTarget.model_validate({**target, **database}))

    def add(self, tables: Mapping[str, str]) -> int:
        """DuckDB writes each as a file that the server reads."""
        rows = 0
        with self.open() as warehouse, duckdb.connect() as reader:
            for table, query in tables.items():
                copied = self._copy(warehouse, reader, table, query)
                # as a loader would not after a few rows, but autovacuum would after many
                if copied > _MANY:
                    warehouse.execute(f"vacuum (analyze) {table}")
                rows += copied
        return rows

    def plain_union(self, tables: Mapping[str, tuple[str, ...]], columns: Iterable[str]) -> float:
        """Seconds of one table with the rows of all these, made and gone again."""
        with self.open() as warehouse:
            return timed_table(warehouse, union_sql(tables, columns))

    def fingerprint(self, relation: str, columns: Iterable[str]) -> tuple[int, int]:
        """The sum does not depend on the order of the rows."""
        hashed = f"cast(hashtextextended(cast(row({', '.join(columns)}) as text), 0) as numeric)"
        with self.open() as warehouse:
            ((rows, total),) = warehouse.rows(f"select count(*), sum({hashed}) from {relation}")
        return int(rows), int(total or 0)

    def server(self) -> psutil.Process | None:
        """The server, whose children are the sessions."""
        pid = status(self.place).pid
        return psutil.Process(pid) if pid else None

    def _copy(
        self,
        warehouse: PostgresWarehouse,
        reader: duckdb.DuckDBPyConnection,
        table: str,
        query: str,
    ) -> int:
        schema, name = table.split(".")
        columns = reader.execute(f"describe {query}").fetchall()
        shown = ", ".join(f'"{column}" {typed(column, type_)}' for column, type_, *_ in columns)
        warehouse.execute(f"create schema if not exists {schema}")
        warehouse.execute(f"create table if not exists {table} ({shown})")
        file = self.scratch / f"{name}.csv"
        reader.execute(f"copy ({query}) to '{file}' (header true)")
        copied = warehouse.copy_csv(schema, name, file)
        file.unlink()
        return copied


# From which on a table is looked at at once: autovacuum gets to it within a minute.
_MANY = 1000
