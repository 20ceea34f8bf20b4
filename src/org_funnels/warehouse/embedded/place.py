"""Where the embedded server keeps its data and on which port it answers.

As an ordinary user all of it is in that user's own state folder. Root's processes may not run
PostgreSQL, so there the folder must be one that another system user can reach, and is opened to
nobody else for it: /var/lib/org-funnels, never a folder under /root.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from org_funnels.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

HOST = "127.0.0.1"
ROLE = "postgres"
DATABASE = "org_funnels"

DATA_VARIABLE = "ORG_FUNNELS_EMBEDDED_DATA"
PORT_VARIABLE = "ORG_FUNNELS_EMBEDDED_PORT"

_DEFAULT_PORT = 54329
_LARGEST_PORT = 65535
_ROOT_HOME = Path("/var/lib/org-funnels")


@dataclass(frozen=True)
class Place:
    """One embedded server: its data folder, its port, and the folder of what goes with it."""

    data: Path
    port: int
    home: Path

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Place:
        """The place that the environment names, or this user's default."""
        home = _home(environ)
        data = environ.get(DATA_VARIABLE)
        return cls(
            data=Path(data).expanduser().absolute() if data else home / "data",
            port=_port(environ.get(PORT_VARIABLE)),
            home=home,
        )

    @property
    def log(self) -> Path:
        """What the server writes while it runs."""
        return self.data / "server.log"

    @property
    def lock(self) -> Path:
        """Held while somebody starts or stops the server."""
        return self.data.with_name(f"{self.data.name}.lock")

    def dsn(self, database: str = DATABASE) -> str:
        """What a client of libpq needs to connect."""
        return f"host={HOST} port={self.port} user={ROLE} dbname={database}"


def _home(environ: Mapping[str, str]) -> Path:
    if os.geteuid() == 0:
        return _ROOT_HOME
    state = environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(state).expanduser().absolute() / "org-funnels"


def _port(value: str | None) -> int:
    if not value:
        return _DEFAULT_PORT
    if value.isascii() and value.isdigit() and 0 < int(value) <= _LARGEST_PORT:
        return int(value)
    message = (
        f"{PORT_VARIABLE} is {value!r}, and must be a port number from 1 to {_LARGEST_PORT}. "
        f"Unset it to use {_DEFAULT_PORT}."
    )
    raise UserError(message)
