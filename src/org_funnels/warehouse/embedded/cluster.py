"""Make an embedded server's data folder, or find out why one cannot be used."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.warehouse.embedded.binaries import MAJOR_VERSION, Binaries
from org_funnels.warehouse.embedded.place import DATA_VARIABLE, HOST, ROLE, Place

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.warehouse.embedded.system_user import SystemUser

# initdb's own superuser can run programs as the server's system user. Anybody on this machine can
# connect, so nobody is let in as that one: clients are ROLE, which may only make databases.
_SUPERUSER = "org_funnels_admin"

_ROLE_STATEMENTS = (
    f"create role {ROLE} login createdb",
    f"grant pg_monitor, pg_checkpoint, pg_signal_backend to {ROLE}",
)

_ACCESS = f"""\
# Written by org-funnels when it made this folder. Local clients, and never the superuser.
host  all  {ROLE}  {HOST}/32  trust
"""


def ensure_cluster(
    place: Place, binaries: Binaries, user: SystemUser | None, *, fsync: bool
) -> None:
    """Leave a complete data folder at `place`, made by the PostgreSQL that we run.

    It is made beside its place and moved there when it is whole, so that a run killed halfway
    leaves nothing that looks like one.
    """
    if _is_new(place.data):
        unfinished = place.data.with_name(f"{place.data.name}.unfinished")
        _make(unfinished, binaries, user, fsync=fsync)
        unfinished.rename(place.data)
    else:
        _check_version(place.data)


def _is_new(data: Path) -> bool:
    if not data.exists():
        return True
    if not data.is_dir():
        message = (
            f"{data} is a file, and should be the data folder of the embedded PostgreSQL.\n"
            f"Set {DATA_VARIABLE} to a folder of its own."
        )
        raise UserError(message)
    return not any(data.iterdir())


def _check_version(data: Path) -> None:
    version_file = data / "PG_VERSION"
    if not version_file.exists():
        message = (
            f"{data} holds files, but no PostgreSQL data, so it is left alone.\n"
            f"Set {DATA_VARIABLE} to an empty or a new folder."
        )
        raise UserError(message)
    version = version_file.read_text().strip()
    if version != str(MAJOR_VERSION):
        message = (
            f"{data} was made by PostgreSQL {version}, and the embedded one is {MAJOR_VERSION}, "
            f"which cannot read it.\nMove that folder away, or set {DATA_VARIABLE} to another "
            f"one, and load the data again."
        )
        raise UserError(message)


def _make(data: Path, binaries: Binaries, user: SystemUser | None, *, fsync: bool) -> None:
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    if user is not None:
        os.chown(data, user.uid, user.gid)
    _run(_initdb_command(data, binaries, fsync=fsync), user)
    statements = "".join(f"{statement}\n" for statement in _ROLE_STATEMENTS)
    _run([binaries.program("postgres"), "--single", "-D", str(data), "template1"], user, statements)
    (data / "pg_hba.conf").write_text(_ACCESS)


def _initdb_command(data: Path, binaries: Binaries, *, fsync: bool) -> list[str]:
    return [
        binaries.program("initdb"),
        *("--pgdata", str(data)),
        *("--username", _SUPERUSER),
        *("--auth", "reject"),
        *("--encoding", "UTF8"),
        # Built in: text sorts and folds alike on every system, and stays so after its upgrade.
        *("--locale", "C.UTF-8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        *(() if fsync else ("--no-sync",)),
    ]


def _run(command: list[str], user: SystemUser | None, statements: str = "") -> None:
    done = subprocess.run(
        command,
        input=statements,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=clean_environment(),
        **(user.popen_arguments() if user else {}),
    )
    # A single-user server ends with 0 after a statement that failed.
    if done.returncode != 0 or "ERROR:" in done.stderr:
        message = (
            f"Could not make the data folder of the embedded PostgreSQL: {command[0]} ended with "
            f"{done.returncode}.\n{done.stderr.strip()}\n"
            f"Set {DATA_VARIABLE} to a folder on another disk if this one cannot hold it."
        )
        raise UserError(message)


def clean_environment() -> dict[str, str]:
    """The environment without what would change how PostgreSQL behaves."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return {**kept, "LC_ALL": "C", "LANG": "C", "TZ": "UTC"}
