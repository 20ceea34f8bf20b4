"""Which system user the embedded server runs as.

PostgreSQL refuses to run as root. For root we take an existing user that owns nothing, and
never make one: what a machine's users are is not ours to change.
"""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

USER_VARIABLE = "ORG_FUNNELS_EMBEDDED_USER"

_DEFAULT_USER = "nobody"


@dataclass(frozen=True)
class SystemUser:
    """The user that owns the data folder, when that is not whoever runs the command."""

    name: str
    uid: int
    gid: int

    def popen_arguments(self) -> dict[str, Any]:
        """What makes subprocess run a program as this user, in none of root's groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def first_closed_folder(self, path: Path) -> Path | None:
        """The topmost folder on the way into `path` that this user may not pass, if any."""
        folders = [folder for folder in (*reversed(path.parents), path) if folder.is_dir()]
        return next((folder for folder in folders if not self._may_pass(folder)), None)

    def _may_pass(self, folder: Path) -> bool:
        found = folder.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid == self.gid:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def system_user() -> SystemUser | None:
    """Who the server must run as instead of root; None for an ordinary user."""
    if os.geteuid() != 0:
        return None
    name = os.environ.get(USER_VARIABLE) or _DEFAULT_USER
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        message = (
            f"There is no system user {name!r}, which the embedded PostgreSQL should run as "
            f"because it refuses to run as root.\n"
            f"Set {USER_VARIABLE} to a user that exists, or run this command as an ordinary user."
        )
        raise UserError(message) from None
    if entry.pw_uid == 0:
        message = (
            f"{USER_VARIABLE} is {name!r}, which is root, and PostgreSQL refuses to run as root.\n"
            f"Name another user, or unset it to use {_DEFAULT_USER}."
        )
        raise UserError(message)
    return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid)
