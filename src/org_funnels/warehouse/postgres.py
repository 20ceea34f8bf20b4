"""A PostgreSQL server as the warehouse."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

import psycopg2
import psycopg2.errorcodes

from org_funnels.errors import UserError
from org_funnels.warehouse.header import column_names, open_csv
from org_funnels.warehouse.identifier import quoted, quoted_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from psycopg2.extensions import connection as Connection  # noqa: N812  (it is a class)

    from org_funnels.warehouse.column import Column
    from org_funnels.warehouse.target import PostgresTarget

_BUFFER_BYTES = 2**20

# Types that PostgreSQL shows otherwise than we write them.
_SHOWN_TYPES = {
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
}

_COPY_PLACE = re.compile(r"line (?P<line>\d+)(, column (?P<column>[^:]+))?")


@dataclass(frozen=True)
class PostgresWarehouse:
    """An open connection to PostgreSQL. See `Warehouse` for what each method promises."""

    target: PostgresTarget
    connection: Connection
    engine: Literal["postgres"] = "postgres"

    @classmethod
    def open(cls, target: PostgresTarget) -> Self:
        """Connect, or say what was tried."""
        try:
            connection = psycopg2.connect(
                host=target.host,
                port=target.port,
                user=target.user,
                password=target.password or None,
                dbname=target.dbname,
                connect_timeout=target.connect_timeout,
                application_name="org-funnels",
                **target.ssl,
            )
        except psycopg2.OperationalError as error:
            raise UserError(_unreachable(target, str(error))) from None
        connection.autocommit = True
        warehouse = cls(target, connection)
        if target.role:
            warehouse.execute(f"set role {quoted(target.role)}")
        return warehouse

    @property
    def schema(self) -> str:
        """The schema that dbt builds in."""
        return self.target.schema_

    @property
    def url(self) -> str:
        """For SQLAlchemy, password and all: never print it."""
        from sqlalchemy.engine import URL

        return URL.create(
            "postgresql+psycopg2",
            username=self.target.user,
            password=self.target.password or None,
            host=self.target.host,
            port=self.target.port,
            database=self.target.dbname,
            query=self.target.ssl,
        ).render_as_string(hide_password=False)

    @property
    def error(self) -> type[Exception]:
        """What a statement that it refuses raises."""
        return psycopg2.Error

    def execute(self, sql: str, params: Sequence[Any] | None = None) -> None:
        """Run a statement."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)

    def rows(self, sql: str, params: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Run a query and fetch all of it."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def empty_table(self, schema: str, table: str, columns: Sequence[Column]) -> None:
        """Leave a table of exactly these columns and no rows.

        One that has them already is emptied and not replaced: views on it, dbt's and other
        people's, would go with it.
        """
        name = quoted_table(schema, table)
        wanted = [(column.name, _shown_type(column.type)) for column in columns]
        if wanted == self._columns(name):
            self.execute(f"truncate table {name}")
        else:
            definition = ", ".join(f"{quoted(column.name)} {column.type}" for column in columns)
            self.execute(f"drop table if exists {name} cascade")
            self.execute(f"create table {name} ({definition})")

    def copy_csv(self, schema: str, table: str, path: Path) -> int:
        """Add a CSV file to a table by the names in its header; return the rows."""
        columns = ", ".join(map(quoted, column_names(path)))
        statement = (
            f"copy {quoted_table(schema, table)} ({columns}) "
            f"from stdin with (format csv, header true)"
        )
        try:
            with open_csv(path) as file, self.connection.cursor() as cursor:
                cursor.copy_expert(statement, file, _BUFFER_BYTES)
                return cursor.rowcount
        except psycopg2.Error as error:
            raise UserError(_not_copied(schema, table, path, error)) from None

    def _columns(self, name: str) -> list[tuple[Any, ...]]:
        """The names and types of a table's columns; none if there is no such table."""
        return self.rows(
            "select attname, format_type(atttypid, atttypmod) "
            "from pg_attribute where attrelid = to_regclass(%s) and attnum > 0 "
            "and not attisdropped order by attnum",
            [name],
        )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what runs inside, or none of it."""
        self.execute("begin")
        try:
            yield
        except BaseException:
            # A connection that is gone has rolled back by itself.
            with suppress(psycopg2.InterfaceError, psycopg2.OperationalError):
                self.execute("rollback")
            raise
        self.execute("commit")

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


def _unreachable(target: PostgresTarget, error: str) -> str:
    reason = error.strip().splitlines()[0]
    tried = (
        f"Cannot connect to PostgreSQL at {target.host}:{target.port}, database {target.dbname}, "
        f"as {target.user} (target {target.name} in profiles.yml): {reason}"
    )
    if target.name == "embedded":
        return (
            f"{tried}\nRun `org-funnels warehouse start`, or choose another server with --target."
        )
    return (
        f"{tried}\nStart that server, or put its address right (PGHOST, PGPORT, PGDATABASE, "
        f"PGUSER, PGPASSWORD), or use the embedded one with --target embedded."
    )


def _shown_type(name: str) -> str:
    return _SHOWN_TYPES.get(name, name.replace(" ", "") if "(" in name else name)


def _not_copied(schema: str, table: str, path: Path, error: psycopg2.Error) -> str:
    found = _COPY_PLACE.search(error.diag.context or "")
    line = f", line {found['line']}" if found else ""
    column = f", column {found['column']}" if found and found["column"] else ""
    return (
        f"Cannot copy {path}{line}{column} into {schema}.{table}: {_copy_reason(error)}.\n"
        f"Put that line right, or give its column the type text."
    )


def _copy_reason(error: psycopg2.Error) -> str:
    """Why PostgreSQL stopped, in words that quote no data."""
    match error.pgcode:
        case psycopg2.errorcodes.BAD_COPY_FILE_FORMAT:
            return "it has not as many values as the header"
        case psycopg2.errorcodes.QUERY_CANCELED:
            return "the file cannot be read to its end"
        case code if code is not None and code.startswith("22"):
            return "the value is none of the column's type"
        case _:
            return (error.diag.message_primary or str(error)).strip()
