"""DuckDB, in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import psutil

from benchmarks.increments.column_types import typed
from benchmarks.increments.sql_side import timed_table, union_sql
from org_funnels.warehouse.duckdb import DuckDBWarehouse
from org_funnels.warehouse.target import DuckDBTarget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class DuckDBSide:
    """A file that dbt builds in."""

    file: Path
    name: str = "DuckDB"
    target: str = "duckdb"
    has_indexes: bool = False

    @property
    def environment(self) -> Mapping[str, str]:
        """What profiles.yml reads."""
        return {
            "ORG_FUNNELS_DUCKDB_PATH": str(self.file),
            "ORG_FUNNELS_BENCHMARK_MEMORY": _memory(),
        }

    @property
    def version(self) -> str:
        """As it says itself."""
        return duckdb.__version__

    @property
    def settings(self) -> Mapping[str, str]:
        """Half of the memory: others live on this machine too."""
        return {"memory_limit": _memory()}

    def empty(self) -> None:
        """No file: the first who opens it makes it."""
        for path in (self.file, self.file.with_name(f"{self.file.name}.wal")):
            path.unlink(missing_ok=True)

    def open(self) -> DuckDBWarehouse:
        """Open the file as dbt does."""
        options = {"storage_compatibility_version": "v1.2.0", "memory_limit": _memory()}
        target = {"name": self.target, "type": "duckdb", "path": self.file, "schema": "bench"}
        settings = {"TimeZone": "UTC"}
        return DuckDBWarehouse.open(
            DuckDBTarget.model_validate({**target, "config_options": options, "settings": settings})
        )

    def add(self, tables: Mapping[str, str]) -> int:
        """The file reads the others by itself."""
        rows = 0
        with self.open() as warehouse:
            for table, query in tables.items():
                warehouse.execute(f"create schema if not exists {table.split('.')[0]}")
                columns = warehouse.rows(f"describe {query}")
                shown = ", ".join(f'"{name}" {typed(name, type_)}' for name, type_, *_ in columns)
                warehouse.execute(f"create table if not exists {table} ({shown})")
                rows += warehouse.rows(f"insert into {table} {query}")[0][0]
            warehouse.execute("checkpoint")
        return rows

    def plain_union(self, tables: Mapping[str, tuple[str, ...]], columns: Iterable[str]) -> float:
        """Seconds of one table with the rows of all these, made and gone again."""
        with self.open() as warehouse:
            return timed_table(warehouse, union_sql(tables, columns))

    def fingerprint(self, relation: str, columns: Iterable[str]) -> tuple[int, int]:
        """The sum does not depend on the order of the rows."""
        hashed = f"cast(hash({', '.join(columns)}) as hugeint)"
        with self.open() as warehouse:
            ((rows, total),) = warehouse.rows(f"select count(*), sum({hashed}) from {relation}")
        return int(rows), int(total or 0)

    def server(self) -> psutil.Process | None:
        """It computes in dbt's process."""
        return None


def _memory() -> str:
    return f"{psutil.virtual_memory().total // 2 // 2**20} MiB"
