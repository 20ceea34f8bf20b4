"""The life of an embedded server."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import psutil
import psycopg2
import pytest

from org_funnels.errors import UserError
from org_funnels.warehouse import embedded
from org_funnels.warehouse.embedded.lock import locked
from org_funnels.warehouse.embedded.postmaster import running_postmaster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def _server() -> Iterator[embedded.Place]:
    with embedded.temporary_server() as place:
        yield place


@pytest.fixture
def server(_server: embedded.Place) -> embedded.Place:
    """A server that runs, whatever the test before has done to it."""
    embedded.start(_server, fsync=False)
    return _server


def _query(place: embedded.Place, sql: str) -> str:
    return _query_in(place, "org_funnels", sql)


def _query_in(place: embedded.Place, database: str, sql: str) -> str:
    with closing(psycopg2.connect(place.dsn(database))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql)
            row = cursor.fetchone() if cursor.description else None
    return str(row[0]) if row else ""


def _pid(place: embedded.Place) -> int:
    pid = embedded.status(place).pid
    assert pid is not None
    return pid


def test_a_started_server_is_postgresql_18_with_the_locale_and_zone_the_models_rely_on(
    server: embedded.Place,
) -> None:
    embedded.stop(server)
    embedded.start(server, fsync=False)
    settings = {
        name: _query(server, f"select current_setting('{name}')")
        for name in ("server_version_num", "server_encoding", "TimeZone", "fsync")
    }
    collation = _query(
        server,
        "select datlocprovider::text || datlocale from pg_database where datname = 'org_funnels'",
    )

    assert settings["server_version_num"].startswith("18")
    assert settings["server_encoding"] == "UTF8"
    assert settings["TimeZone"] == "UTC"
    assert settings["fsync"] == "off"
    assert collation == "bC.UTF-8"


def test_starting_a_running_server_leaves_the_same_process(server: embedded.Place) -> None:
    before = _pid(server)

    started = embedded.start(server)

    assert started.pid == before
    assert started.port == server.port


def test_a_server_that_stops_and_starts_again_has_its_data(server: embedded.Place) -> None:
    _query(server, "drop table if exists kept")
    _query(server, "create table kept as select 42 as answer")

    stopped = embedded.stop(server)
    while_stopped = embedded.status(server)
    embedded.start(server)

    assert stopped
    assert not while_stopped.is_running
    assert _query(server, "select answer from kept") == "42"


def test_stopping_a_server_that_does_not_run_says_so(server: embedded.Place) -> None:
    embedded.stop(server)

    assert embedded.stop(server) is False


def test_stopping_where_there_never_was_a_server_says_so(tmp_path: Path) -> None:
    place = embedded.Place(data=tmp_path / "data", port=1, home=tmp_path)

    assert embedded.stop(place) is False


def test_a_server_keeps_fsync_on_unless_asked(server: embedded.Place) -> None:
    embedded.stop(server)

    embedded.start(server)

    assert _query(server, "select current_setting('fsync')") == "on"


def test_a_killed_server_recovers_what_was_committed(server: embedded.Place) -> None:
    _query(server, "drop table if exists kept")
    _query(server, "create table kept as select n from generate_series(1, 1000) as n")
    _query(server, "checkpoint")
    killed = _pid(server)

    os.kill(killed, signal.SIGKILL)
    embedded.start(server)

    assert _pid(server) != killed
    assert _query(server, "select count(*) from kept") == "1000"


def test_a_stale_pid_that_now_belongs_to_another_program_does_not_stop_the_start(
    server: embedded.Place,
) -> None:
    pid_file = server.data / "postmaster.pid"
    embedded.stop(server)
    # A process of the server's own system user, which PostgreSQL itself would take for a server.
    owner = server.data.stat()
    user, group = (owner.st_uid, owner.st_gid) if os.geteuid() == 0 else (None, None)
    with subprocess.Popen(["/bin/sleep", "60"], user=user, group=group) as sleeper:
        pid_file.write_text(f"{sleeper.pid}\n{server.data}\n1\n{server.port}\n\n\n\n\n")
        os.chown(pid_file, owner.st_uid, owner.st_gid)

        believed = running_postmaster(server.data)
        embedded.start(server)
        sleeper.kill()

    assert believed is None
    assert _query(server, "select 1") == "1"


def test_two_starts_at_once_make_one_server(server: embedded.Place) -> None:
    embedded.stop(server)
    program = (
        "import sys; from pathlib import Path; from org_funnels.warehouse import embedded; "
        "place = embedded.Place(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])); "
        "print(embedded.start(place).pid)"
    )
    command = [sys.executable, "-c", program]
    arguments = [str(server.data), str(server.port), str(server.home)]

    starters = [
        subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    pids = {starter.communicate()[0].strip() for starter in starters}

    assert pids == {str(_pid(server))}


def test_a_taken_port_is_named_with_the_program_that_has_it(server: embedded.Place) -> None:
    embedded.stop(server)

    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", server.port))
        other.listen()
        with pytest.raises(UserError) as error:
            embedded.start(server)

    assert error.value.message == (
        f"Port {server.port} of 127.0.0.1 is taken by another program (pid {os.getpid()}, "
        f"{psutil.Process().name()}), so the embedded PostgreSQL cannot have it.\n"
        f"Set ORG_FUNNELS_EMBEDDED_PORT to a free port, or end that program."
    )


def test_a_crashed_servers_port_is_waited_for(server: embedded.Place) -> None:
    embedded.stop(server)
    pid_file = server.data / "postmaster.pid"
    pid_file.write_text(f"999999999\n{server.data}\n1\n{server.port}\n\n\n\n\n")
    os.chown(pid_file, server.data.stat().st_uid, server.data.stat().st_gid)
    leaving = socket.socket()
    leaving.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    leaving.bind(("127.0.0.1", server.port))
    leaving.listen()
    threading.Timer(0.5, leaving.close).start()

    started = embedded.start(server)

    assert started.is_running


def test_a_folder_that_a_server_on_another_port_uses_is_named(server: embedded.Place) -> None:
    elsewhere = embedded.Place(server.data, embedded.free_port(), server.home)

    with pytest.raises(UserError) as error:
        embedded.start(elsewhere)

    assert error.value.message == (
        f"The embedded PostgreSQL on {server.data} already runs, on port {server.port} and not on "
        f"{elsewhere.port}.\nSet ORG_FUNNELS_EMBEDDED_PORT={server.port}, or stop it first: "
        f"ORG_FUNNELS_EMBEDDED_PORT={server.port} org-funnels warehouse stop."
    )


def test_a_server_that_cannot_start_shows_the_end_of_its_log(server: embedded.Place) -> None:
    embedded.stop(server)
    control = server.data / "global" / "pg_control"
    control.rename(control.with_name("pg_control.away"))

    with pytest.raises(UserError) as error:
        embedded.start(server)
    control.with_name("pg_control.away").rename(control)

    assert f"on {server.data} ended before it was ready. It said:\n" in error.value.message
    assert "could not find the database system" in error.value.message
    assert f"The rest is in {server.log}." in error.value.message


def test_clients_cannot_run_programs_on_the_machine(server: embedded.Place) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        _query(server, "copy (select 1) to program 'cat'")


def test_the_superuser_is_let_in_from_nowhere(server: embedded.Place) -> None:
    dsn = server.dsn("postgres").replace("user=postgres", "user=org_funnels_admin")

    with pytest.raises(psycopg2.OperationalError, match=r"no pg_hba\.conf entry"):
        psycopg2.connect(dsn)


def test_only_its_own_user_may_look_into_the_data_folder(server: embedded.Place) -> None:
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700


def test_a_database_that_was_dropped_is_there_again_after_a_start(server: embedded.Place) -> None:
    _query_in(server, "postgres", "drop database org_funnels")

    embedded.start(server)

    assert _query(server, "select current_database()") == "org_funnels"


def test_a_temporary_server_leaves_neither_a_process_nor_a_folder() -> None:
    with embedded.temporary_server() as place:
        pid = _pid(place)

    assert not place.data.parent.exists()
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_start_waits_for_another_that_holds_the_lock(server: embedded.Place) -> None:
    with locked(server.lock):
        starter = threading.Thread(target=embedded.start, args=[server])
        starter.start()
        time.sleep(0.3)
        waited = starter.is_alive()
    starter.join(timeout=10)

    assert waited
    assert not starter.is_alive()
