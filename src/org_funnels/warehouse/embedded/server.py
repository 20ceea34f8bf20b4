"""Start, stop and look at the embedded server.

Starting is safe to repeat and safe to do twice at once; a server that recovers from a crash is
waited for.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil
import psycopg2

from org_funnels.errors import UserError
from org_funnels.warehouse.embedded.binaries import Binaries, binaries_for
from org_funnels.warehouse.embedded.cluster import clean_environment, ensure_cluster
from org_funnels.warehouse.embedded.lock import locked
from org_funnels.warehouse.embedded.place import (
    DATA_VARIABLE,
    DATABASE,
    HOST,
    PORT_VARIABLE,
    Place,
)
from org_funnels.warehouse.embedded.postmaster import (
    Postmaster,
    disown_stale_file,
    is_postgres_on,
    running_postmaster,
)
from org_funnels.warehouse.embedded.settings import as_arguments, server_settings
from org_funnels.warehouse.embedded.system_user import SystemUser, system_user

if TYPE_CHECKING:
    from collections.abc import Iterator

_POLL_SECONDS = 0.05
_LOG_LINES_SHOWN = 5
# A killed server's last processes see that it is gone within a second or two, unless they compute.
_ORPHANS_MESSAGE = "pre-existing shared memory block"
_ORPHANS_SECONDS = 10


@dataclass(frozen=True)
class Status:
    """What is known of an embedded server from outside."""

    place: Place
    pid: int | None
    port: int | None

    @property
    def is_running(self) -> bool:
        """Whether a server process runs on the data folder."""
        return self.pid is not None


def start(place: Place, *, fsync: bool = True, timeout_seconds: float = 300) -> Status:
    """Return when a server on `place` takes connections, whether or not it ran before."""
    deadline = time.monotonic() + timeout_seconds
    user = system_user()
    _make_parent(place, user)
    with locked(place.lock):
        if not _is_up(place, deadline):
            binaries = binaries_for(user, place.home)
            ensure_cluster(place, binaries, user, fsync=fsync)
            _launch(place, binaries, user, deadline, fsync=fsync)
        _ensure_database(place)
    return status(place)


def stop(place: Place, *, timeout_seconds: float = 120) -> bool:
    """End the server after its open transactions are rolled back. False if none ran."""
    if not place.data.exists():
        return False
    with locked(place.lock):
        running = _running(place)
        if running is None:
            return False
        os.kill(running.pid, signal.SIGINT)
        for _ in _polls(time.monotonic() + timeout_seconds):
            if not is_postgres_on(running.pid, place.data):
                return True
    message = (
        f"The embedded PostgreSQL (pid {running.pid}) is still writing its data down after "
        f"{timeout_seconds:.0f} s.\nIts log is {place.log}. Wait, and run this again."
    )
    raise UserError(message)


def status(place: Place) -> Status:
    """Whether a server runs on `place`, by its process and not by what a file says."""
    running = _running(place)
    return Status(place, running.pid if running else None, running.port if running else None)


def _running(place: Place) -> Postmaster | None:
    try:
        return running_postmaster(place.data)
    except PermissionError:
        message = (
            f"{place.data} belongs to another user, so its server is not this user's to use.\n"
            f"Set {DATA_VARIABLE} to a folder of your own."
        )
        raise UserError(message) from None


def _make_parent(place: Place, user: SystemUser | None) -> None:
    parent = place.data.parent
    try:
        for folder in (parent, place.home):
            folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        message = (
            f"Cannot make the folder {error.filename} for the embedded PostgreSQL: "
            f"{error.strerror}.\nSet {DATA_VARIABLE} to a folder that this user can write to."
        )
        raise UserError(message) from None
    closed = user.first_closed_folder(parent) if user else None
    if user is not None and closed is not None:
        message = (
            f"{place.data} cannot hold the embedded PostgreSQL: as root it runs as the user "
            f"{user.name}, who may not pass {closed}.\n"
            f"Unset {DATA_VARIABLE} to use {place.home / 'data'}, or name a folder open to "
            f"{user.name}."
        )
        raise UserError(message)


def _is_up(place: Place, deadline: float) -> bool:
    """Whether a server that is there already takes connections, once it has recovered."""
    running = _running(place)
    if running is None:
        return False
    if running.port != place.port:
        message = (
            f"The embedded PostgreSQL on {place.data} already runs, on port {running.port} and "
            f"not on {place.port}.\nSet {PORT_VARIABLE}={running.port}, or stop it first: "
            f"{PORT_VARIABLE}={running.port} org-funnels warehouse stop."
        )
        raise UserError(message)
    return _wait_until_ready(place, None, deadline)


def _launch(
    place: Place, binaries: Binaries, user: SystemUser | None, deadline: float, *, fsync: bool
) -> None:
    """Start the server program, and again while a crashed one's processes are still leaving."""
    _wait_for_port(place)
    for _ in _polls(deadline):
        disown_stale_file(place.data)
        process = _spawn(place, binaries, user, fsync=fsync)
        if _wait_until_ready(place, process, deadline):
            return
        if _ORPHANS_MESSAGE not in place.log.read_text(errors="replace"):
            break
    raise UserError(_why_it_ended(place))


def _spawn(
    place: Place, binaries: Binaries, user: SystemUser | None, *, fsync: bool
) -> subprocess.Popen[bytes]:
    if place.log.exists():
        place.log.replace(place.log.with_suffix(".log.1"))
    command = [
        binaries.program("postgres"),
        *("-D", str(place.data)),
        *as_arguments(server_settings(place.port, fsync=fsync)),
    ]
    with place.log.open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
            **(user.popen_arguments() if user else {}),
        )


def _wait_until_ready(
    place: Place, process: subprocess.Popen[bytes] | None, deadline: float
) -> bool:
    """Poll until the server takes connections; False if its process ended before it did."""
    for _ in _polls(deadline):
        if _takes_connections(place):
            return True
        if process is not None and process.poll() is not None:
            return False
        if process is None and _running(place) is None:
            return False
    message = (
        f"The embedded PostgreSQL on {place.data} runs but takes no connections yet; after a "
        f"crash it first replays its log.\n"
        f"{place.log} says how far it is. Run `org-funnels warehouse start` to go on waiting."
    )
    raise UserError(message)


def _takes_connections(place: Place) -> bool:
    try:
        psycopg2.connect(place.dsn("postgres"), connect_timeout=5).close()
    except psycopg2.OperationalError:
        return False
    return True


def _ensure_database(place: Place) -> None:
    connection = psycopg2.connect(place.dsn("postgres"))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", (DATABASE,))
            if cursor.fetchone() is None:
                cursor.execute(f"create database {DATABASE}")
    finally:
        connection.close()


def _wait_for_port(place: Place) -> None:
    """Return when the port is free: at once, or when a crashed server's processes have left it."""
    crashed = (place.data / "postmaster.pid").exists()
    for _ in _polls(time.monotonic() + (_ORPHANS_SECONDS if crashed else 0)):
        if _is_free(place.port):
            return
    message = (
        f"Port {place.port} of {HOST} is taken by {_listener(place.port)}, so the embedded "
        f"PostgreSQL cannot have it.\n"
        f"Set {PORT_VARIABLE} to a free port, or end that program."
    )
    raise UserError(message)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As PostgreSQL does: a connection that was closed a moment ago does not hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _listener(port: int) -> str:
    try:
        connections = psutil.net_connections("tcp")
    except psutil.Error:
        return "another program"
    for found in connections:
        is_listener = found.status == psutil.CONN_LISTEN and found.laddr[1:] == (port,)
        if is_listener and found.pid:
            return f"another program (pid {found.pid}, {psutil.Process(found.pid).name()})"
    return "another program"


def _why_it_ended(place: Place) -> str:
    log = place.log.read_text(errors="replace").splitlines()
    last = "\n".join(f"    {line}" for line in log[-_LOG_LINES_SHOWN:])
    return (
        f"The embedded PostgreSQL on {place.data} ended before it was ready. It said:\n{last}\n"
        f"The rest is in {place.log}. If that data is not needed, remove {place.data} and start "
        f"again; otherwise set {DATA_VARIABLE} to another folder."
    )


def _polls(deadline: float) -> Iterator[None]:
    """Turns of a loop, one now and one every moment until the deadline."""
    while True:
        yield
        if time.monotonic() > deadline:
            return
        time.sleep(_POLL_SECONDS)
