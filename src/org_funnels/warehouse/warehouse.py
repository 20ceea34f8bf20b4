"""What the rest of the package may ask of a warehouse, whichever engine it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from org_funnels.warehouse.column import Column

Engine = Literal["postgres", "duckdb"]


class Warehouse(Protocol):
    """An open connection.

    Every statement is committed by itself, except inside `transaction`. Parameters are written
    `%s` on both engines; a statement with parameters doubles every other percent sign.
    """

    @property
    def engine(self) -> Engine:
        """Which SQL it speaks."""

    @property
    def schema(self) -> str:
        """The schema that dbt builds in."""

    @property
    def url(self) -> str:
        """For SQLAlchemy, password and all: never print it."""

    @property
    def error(self) -> type[Exception]:
        """What a statement that it refuses raises."""

    def execute(self, sql: str, params: Sequence[Any] | None = None) -> None:
        """Run a statement."""

    def rows(self, sql: str, params: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Run a query and fetch all of it."""

    def empty_table(self, schema: str, table: str, columns: Sequence[Column]) -> None:
        """Leave a table of exactly these columns and no rows; views on it stay where they can."""

    def copy_csv(self, schema: str, table: str, path: Path) -> int:
        """Add a CSV file (or .csv.gz) to a table by the names in its header; return the rows.

        An empty field is null, and a quoted empty one is the empty string. A row that the table
        cannot hold is a UserError with its line and column, and without its value.
        """

    def transaction(self) -> AbstractContextManager[None]:
        """All of what runs inside, or none of it."""

    def close(self) -> None:
        """Let go of the connection."""

    def __enter__(self) -> Warehouse:
        """Itself."""

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
