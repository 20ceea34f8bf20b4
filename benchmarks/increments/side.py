"""What the benchmark asks of an engine, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import psutil

    from org_funnels.warehouse import Warehouse


class Side(Protocol):
    """A database of the benchmark's own on an engine."""

    @property
    def name(self) -> str:
        """What people call the engine."""

    @property
    def target(self) -> str:
        """Its target in the project's profiles.yml."""

    @property
    def environment(self) -> Mapping[str, str]:
        """What profiles.yml reads."""

    @property
    def has_indexes(self) -> bool:
        """Whether raw tables want an index."""

    @property
    def version(self) -> str:
        """As it says itself."""

    @property
    def settings(self) -> Mapping[str, str]:
        """Those that are not its defaults and decide how fast it is."""

    def empty(self) -> None:
        """An empty database in place of what there is."""

    def open(self) -> Warehouse:
        """Connect to it. Nobody else may be connected meanwhile."""

    def add(self, tables: Mapping[str, str]) -> int:
        """Fill {schema.table: a query of DuckDB's}, or add to it; return the rows."""

    def plain_union(self, tables: Mapping[str, tuple[str, ...]], columns: Iterable[str]) -> float:
        """Seconds of one table with the rows of all these, made and gone again."""

    def fingerprint(self, relation: str, columns: Iterable[str]) -> tuple[int, int]:
        """How many rows there are, and a sum of their hashes."""

    def server(self) -> psutil.Process | None:
        """The process that computes, if it is not dbt's."""
