"""A server of one's own for a while: for tests, and for trying something without a trace."""

from __future__ import annotations

import shutil
import socket
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from org_funnels.warehouse.embedded.place import DATA_VARIABLE, HOST, PORT_VARIABLE, Place
from org_funnels.warehouse.embedded.server import start, stop

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def temporary_server() -> Iterator[Place]:
    """A server on a free port and a new folder, both given back at the end.

    It does not wait for the disk: nothing of it is to survive a crash.
    """
    folder = Path(tempfile.mkdtemp(prefix="org-funnels-"))
    # Root's server is another user's process, which must be able to pass this folder.
    folder.chmod(0o755)
    place = Place(data=folder / "data", port=free_port(), home=Place.from_environment({}).home)
    try:
        start(place, fsync=False)
        yield place
    finally:
        stop(place)
        shutil.rmtree(folder, ignore_errors=True)


def environment_of(place: Place) -> dict[str, str]:
    """The variables that make the target `embedded` mean this server."""
    return {DATA_VARIABLE: str(place.data), PORT_VARIABLE: str(place.port)}


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
