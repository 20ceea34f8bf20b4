"""Where a funnel runs: DuckDB in memory, a session of PostgreSQL, or a warehouse to read."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.funnel.file_events import TABLE
from org_funnels.quality.day import BUILD_FAILED
from org_funnels.warehouse.column import Column
from org_funnels.warehouse.connection import open_target
from org_funnels.warehouse.duckdb import DuckDBWarehouse
from org_funnels.warehouse.target import DuckDBTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from org_funnels.funnel.file_events import FileEvents
    from org_funnels.funnel.rendering import Renderer
    from org_funnels.warehouse import Warehouse
    from org_funnels.warehouse.target import Target

# PostgreSQL's schema of the session's own tables, which are gone when it ends.
_SESSION = "pg_temp"


@dataclass(frozen=True)
class Desk:
    """A DuckDB in memory that reads and writes files, and a folder that is gone afterwards."""

    duckdb: Warehouse
    scratch: Path


@dataclass(frozen=True)
class Session:
    """An open engine, and the macros in its dialect."""

    warehouse: Warehouse
    macros: Renderer
    desk: Desk


@contextmanager
def open_desk() -> Iterator[Desk]:
    """What does not fit into memory goes to the folder: DuckDB's own choice is the current one."""
    with TemporaryDirectory(prefix="org-funnels-") as scratch:
        target = {
            "name": "memory",
            "type": "duckdb",
            "path": ":memory:",
            "schema": "main",
            "settings": {"TimeZone": "UTC", "temp_directory": scratch},
        }
        with DuckDBWarehouse.open(DuckDBTarget.model_validate(target)) as duckdb:
            yield Desk(duckdb, Path(scratch))


@contextmanager
def holding(desk: Desk, events: FileEvents, target: Target | None) -> Iterator[Warehouse]:
    """An engine with the table of the file's events: the target's, or the desk's own."""
    if target is None or isinstance(target, DuckDBTarget):
        yield desk.duckdb
        return
    with open_target(target) as warehouse:
        _copy(desk, warehouse, events)
        yield warehouse


def read_only(target: Target) -> Warehouse:
    """A warehouse, to read. A DuckDB file is not made where there is none."""
    if not isinstance(target, DuckDBTarget):
        return open_target(target)
    if not target.path.is_file():
        message = (
            f"There is no DuckDB file {target.path.absolute()} (target {target.name} in "
            f"profiles.yml).\nRun `dbt build` on that target, or name another."
        )
        raise UserError(message, BUILD_FAILED)
    options = {**target.config_options, "access_mode": "READ_ONLY"}
    return open_target(target.model_copy(update={"config_options": options}))


def _copy(desk: Desk, warehouse: Warehouse, events: FileEvents) -> None:
    names = ["event_id", "entity_id", "user_id", "event_name", *events.values.values()]
    file = desk.scratch / "events.csv"
    # a null is nothing, and an empty text is two quotes
    desk.duckdb.execute(f"copy {TABLE} to '{file}' (format csv, header, nullstr '')")
    columns = [*(Column(name) for name in names), Column("occurred_at", "timestamp")]
    warehouse.empty_table(_SESSION, TABLE, columns)
    warehouse.copy_csv(_SESSION, TABLE, file)
    warehouse.execute(f"analyze {_SESSION}.{TABLE}")
