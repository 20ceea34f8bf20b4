"""A DuckDB file as the warehouse."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

import duckdb

from org_funnels.errors import UserError
from org_funnels.warehouse.header import column_names
from org_funnels.warehouse.identifier import quoted, quoted_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from org_funnels.warehouse.column import Column
    from org_funnels.warehouse.target import DuckDBTarget

# Every one of them stated: what DuckDB would otherwise guess depends on the first rows.
_CSV_OPTIONS = (
    "format csv, header true, auto_detect false, delimiter ',', quote '\"', escape '\"', "
    "nullstr '', allow_quoted_nulls false, max_line_size 67108864"
)


# DuckDB's own `numeric` has only three decimals.
_OWN_TYPES = {"numeric": "numeric(38, 10)"}

_COPY_LINE = re.compile(r"CSV Error on Line: (\d+)")
_COPY_COLUMN = re.compile(r'Error when converting column "(.*?)"\.')


@dataclass(frozen=True)
class DuckDBWarehouse:
    """An open DuckDB file. See `Warehouse` for what each method promises."""

    target: DuckDBTarget
    connection: duckdb.DuckDBPyConnection
    engine: Literal["duckdb"] = "duckdb"

    @classmethod
    def open(cls, target: DuckDBTarget) -> Self:
        """Open the file, and make it if there is none."""
        target.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = duckdb.connect(str(target.path), config=target.config_options)
        except duckdb.Error as error:
            raise UserError(_unreachable(target, str(error))) from None
        warehouse = cls(target, connection)
        for name, value in target.settings.items():
            warehouse.execute(f"set {quoted(name)} = %s", [value])
        return warehouse

    @property
    def schema(self) -> str:
        """The schema that dbt builds in."""
        return self.target.schema_

    @property
    def url(self) -> str:
        """For SQLAlchemy."""
        return f"duckdb:///{self.target.path.absolute()}"

    @property
    def error(self) -> type[Exception]:
        """What a statement that it refuses raises."""
        return duckdb.Error

    def execute(self, sql: str, params: Sequence[Any] | None = None) -> None:
        """Run a statement."""
        self._run(sql, params)

    def rows(self, sql: str, params: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Run a query and fetch all of it."""
        return self._run(sql, params).fetchall()

    def empty_table(self, schema: str, table: str, columns: Sequence[Column]) -> None:
        """Leave a table of exactly these columns and no rows. Views are bound when read."""
        definition = ", ".join(
            f"{quoted(column.name)} {_OWN_TYPES.get(column.type, column.type)}"
            for column in columns
        )
        self.execute(f"create or replace table {quoted_table(schema, table)} ({definition})")

    def copy_csv(self, schema: str, table: str, path: Path) -> int:
        """Add a CSV file to a table by the names in its header; return the rows."""
        columns = ", ".join(map(quoted, column_names(path)))
        file = str(path).replace("'", "''")
        statement = f"copy {quoted_table(schema, table)} ({columns}) from '{file}' ({_CSV_OPTIONS})"
        try:
            return int(self.rows(statement)[0][0])
        except duckdb.Error as error:
            raise UserError(_not_copied(schema, table, path, str(error))) from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what runs inside, or none of it."""
        self.execute("begin transaction")
        try:
            yield
        except BaseException:
            self.execute("rollback")
            raise
        self.execute("commit")

    def close(self) -> None:
        """Let go of the file."""
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

    def _run(self, sql: str, params: Sequence[Any] | None) -> duckdb.DuckDBPyConnection:
        if params is None:
            return self.connection.execute(sql)
        return self.connection.execute(_question_marks(sql), list(params))


def _question_marks(sql: str) -> str:
    """psycopg2's parameters as DuckDB's."""
    return "%".join(part.replace("%s", "?") for part in sql.split("%%"))


def _unreachable(target: DuckDBTarget, error: str) -> str:
    reason = error.strip().splitlines()[0]
    return (
        f"Cannot open {target.path.absolute()} (target {target.name} in profiles.yml): {reason}\n"
        f"One process at a time may use a DuckDB file: end the other one, or set "
        f"ORG_FUNNELS_DUCKDB_PATH to another file."
    )


def _not_copied(schema: str, table: str, path: Path, error: str) -> str:
    """Where DuckDB stopped and why, in words that quote no data: its own text shows the line."""
    line, column = _COPY_LINE.search(error), _COPY_COLUMN.search(error)
    place = f", line {line[1]}" if line else ""
    place += f", column {column[1]}" if column else ""
    reason = (
        "the value is none of the column's type" if column else "the line is not CSV as declared"
    )
    return (
        f"Cannot copy {path}{place} into {schema}.{table}: {reason}.\n"
        f"Put that line right, or give its column the type text."
    )
