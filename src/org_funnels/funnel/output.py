"""Write the attempts to a file, one row each: CSV or Parquet, the same from every engine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.funnel.query import ATTEMPTS
from org_funnels.warehouse.postgres import PostgresWarehouse

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.funnel.engines import Session
    from org_funnels.warehouse import Warehouse

FORMATS = {".csv": "format csv, header", ".parquet": "format parquet"}

_COLUMNS = {
    "entity_id": "text",
    "attempt_id": "text",
    "entered_at": "timestamp",
    "steps_reached": "integer",
    "steps_before_exclusion": "integer",
    "status": "text",
    "is_mature": "boolean",
    "matures_at": "timestamp",
    "last_reached_at": "timestamp",
    "finished_at": "timestamp",
    "excluded_at": "timestamp",
}
_STEP_COLUMNS = {"at": "timestamp", "event_id": "text", "user_id": "text"}


def check_out(out: Path | None, events: Path | None = None) -> None:
    """Before anything is run: whether the file, if one is wanted, can be written at all."""
    if out is None:
        return
    if events and out.absolute() == events.absolute():
        message = f"--out is {out}, the file of events itself.\nName another file."
        raise UserError(message)
    if out.suffix.lower() not in FORMATS:
        message = f"--out is {out}, and must end in {' or '.join(FORMATS)}."
        raise UserError(message)
    if not out.absolute().parent.is_dir():
        message = f"There is no folder {out.absolute().parent} for --out.\nMake it first."
        raise UserError(message)


def write_attempts(session: Session, step_count: int, out: Path | None) -> None:
    """Write the session's table of attempts, through a file that is moved when it is whole."""
    if out is None:
        return
    desk, macros, columns = session.desk, session.macros, _columns(step_count)
    selected = ", ".join(f"cast({name} as {type_}) as {name}" for name, type_ in columns.items())
    order = f"{macros.sql('byte_order', 'entity_id')}, {macros.sql('byte_order', 'attempt_id')}"
    attempts = f"select {selected} from {ATTEMPTS} order by {order}"  # noqa: S608
    writer: Warehouse = session.warehouse
    if isinstance(session.warehouse, PostgresWarehouse):
        attempts = _through_csv(session.warehouse, attempts, columns, desk.scratch / "attempts.csv")
        writer = desk.duckdb
    file = desk.scratch / f"out{out.suffix.lower()}"
    writer.execute(f"copy ({attempts}) to '{file}' ({FORMATS[out.suffix.lower()]})")
    shutil.move(file, out)


def _columns(step_count: int) -> dict[str, str]:
    steps = {
        f"step_{number}_{name}": type_
        for number in range(1, step_count + 1)
        for name, type_ in _STEP_COLUMNS.items()
    }
    return {**_COLUMNS, **steps}


def _through_csv(
    warehouse: PostgresWarehouse, attempts: str, columns: dict[str, str], file: Path
) -> str:
    """Copy the rows out of PostgreSQL; the SQL with which DuckDB reads them, in their order."""
    with file.open("wb") as target, warehouse.connection.cursor() as cursor:
        cursor.copy_expert(f"copy ({attempts}) to stdout (format csv)", target)
    types = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns.items())
    return (
        f"select * from read_csv('{file}', header = false, auto_detect = false, "  # noqa: S608
        f"columns = {{{types}}})"
    )
