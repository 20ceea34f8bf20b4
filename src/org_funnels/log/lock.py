"""One writer at a time: the second run of a warehouse is told who holds it.

PostgreSQL keeps the lock with the connection, and the operating system keeps that of a DuckDB file
with the process. So a run that was killed holds nothing, and what it left behind is recognised.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.warehouse.connection import open_target
from org_funnels.warehouse.target import DuckDBTarget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from org_funnels.warehouse import Warehouse
    from org_funnels.warehouse.target import Target

_SPACE = "org_funnels"
# What PostgreSQL keeps of an application's name.
_LONGEST_NAME = 63


@dataclass(frozen=True)
class Holder:
    """Who holds the lock, as the next one is told."""

    command: str
    process: int
    host: str
    since: str

    def __str__(self) -> str:
        """In words."""
        return f"`{self.command}`, process {self.process} on {self.host}, since {self.since}"


@contextmanager
def one_writer(target: Target, command: str, now: datetime) -> Iterator[None]:
    """Hold the lock of a warehouse. UserError where another run holds it."""
    holder = Holder(
        command, os.getpid(), platform.node() or "unknown", f"{now:%Y-%m-%d %H:%M:%S} UTC"
    )
    if isinstance(target, DuckDBTarget):
        with _file_lock(target.path, holder):
            yield
    else:
        with open_target(target) as warehouse, _advisory_lock(warehouse, holder):
            yield


@contextmanager
def _advisory_lock(warehouse: Warehouse, holder: Holder) -> Iterator[None]:
    """A lock of the session, by the schema that is built. It ends with the connection."""
    name = f"{holder.command} | {holder.process} | {holder.host}"[:_LONGEST_NAME]
    warehouse.execute("select set_config('application_name', %s, false)", [name])
    locked = warehouse.rows(
        "select pg_try_advisory_lock(hashtext(%s), hashtext(%s))", [_SPACE, warehouse.schema]
    )
    if not locked[0][0]:
        raise UserError(_held(_sessions(warehouse), "the PostgreSQL session of that process"))
    yield


def _sessions(warehouse: Warehouse) -> str:
    """The holder by its session. Another role's name is hidden from an ordinary one."""
    rows = warehouse.rows(
        "select sessions.pid, sessions.usename, sessions.application_name, "
        "to_char(sessions.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') "
        "from pg_locks as locks inner join pg_stat_activity as sessions "
        "on locks.pid = sessions.pid where locks.locktype = 'advisory' and locks.granted "
        "and locks.database = (select oid from pg_database where datname = current_database()) "
        "and locks.classid::bigint = hashtext(%s)::bigint & 4294967295 "
        "and locks.objid::bigint = hashtext(%s)::bigint & 4294967295",
        [_SPACE, warehouse.schema],
    )
    found = [
        f"`{application or 'unknown'}` of role {user}, session {pid}, since {since} UTC"
        for pid, user, application, since in rows
    ]
    return "; ".join(found) or "a run that has just ended"


@contextmanager
def _file_lock(database: Path, holder: Holder) -> Iterator[None]:
    """A lock beside the DuckDB file, by the operating system. It ends with the process."""
    path = database.with_name(f"{database.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(_held(_written(path), "that process")) from None
        file.truncate(0)
        file.write(json.dumps(asdict(holder)))
        file.flush()
        yield
        file.truncate(0)


def _written(path: Path) -> str:
    try:
        return str(Holder(**json.loads(path.read_text(encoding="utf-8"))))
    except (ValueError, TypeError):
        return "a run that has just begun"


def _held(who: str, what: str) -> str:
    return (
        f"Another run works on this warehouse: {who}.\n"
        f"Wait until it has ended, or end {what}: its lock goes with it."
    )
