"""Write the attempts to a file, one row each: CSV or Parquet, the same from every engine."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

import duckdb

from org_funnels.errors import UserError
from org_funnels.funnel.query import ATTEMPTS
from org_funnels.warehouse.postgres import PostgresWarehouse

if TYPE_CHECKING:
    from collections.abc import Iterator
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
_ERRNO = re.compile(r'"errno":"(\d+)"')
_STEP_COLUMNS = {"at": "timestamp", "event_id": "text", "user_id": "text"}


def check_out(out: Path | None, events: Path | None = None) -> None:
    """Before anything is run: whether the file, if one is wanted, can be written at all."""
    if out is None:
        return
    if out.is_dir():
        message = f"--out is {out}, a folder.\nName a file in it, such as {out / 'attempts.csv'}."
        raise UserError(message)
    if out.suffix.lower() not in FORMATS:
        message = f"--out is {out}, and must end in {' or '.join(FORMATS)}."
        raise UserError(message)
    if events and out.resolve() == events.resolve():
        message = f"--out is {out}, the file of events itself.\nName another file."
        raise UserError(message)
    _check_folder(out.resolve().parent)


def write_attempts(session: Session, step_count: int, out: Path | None) -> None:
    """Write the session's table of attempts."""
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
    with _whole(out) as file:
        literal = str(file).replace("'", "''")
        writer.execute(f"copy ({attempts}) to '{literal}' ({FORMATS[out.suffix.lower()]})")


def _check_folder(folder: Path) -> None:
    """Only an attempt tells: a disk may be mounted to be read only, whatever the permissions."""
    if not folder.is_dir():
        message = f"There is no folder {folder} for --out.\nMake it first."
        raise UserError(message)
    file = _beside(folder / "attempts.csv")
    try:
        file.touch()
        file.unlink()
    except OSError as error:
        message = (
            f"No file can be written in {folder} for --out: {error.strerror}.\n"
            f"Name a file in another folder."
        )
        raise UserError(message) from None


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A file that takes the place of `out` when it is whole, and else is gone.

    It is written in the folder of `out`: only there is the change one step, which nobody sees half
    done. Where `out` is a link, the file that it leads to is replaced and the link stays.
    """
    target = out.resolve()
    file = _beside(target)
    try:
        yield file
        file.replace(target)
    except (OSError, duckdb.IOException) as error:
        message = (
            f"{out} cannot be written: {_reason(error)}.\n"
            f"Put that right, or name another file with --out."
        )
        raise UserError(message) from None
    finally:
        file.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".org-funnels-{token_hex(8)}{target.suffix}")


def _reason(error: OSError | duckdb.IOException) -> str:
    """In the system's words: around them DuckDB has its own, of several kinds."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    number = _ERRNO.search(str(error))
    return os.strerror(int(number[1])) if number else str(error).splitlines()[0]


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
