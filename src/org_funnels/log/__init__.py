"""The command's own log in the warehouse: what depends on when a run happened.

Append-only tables in a schema of their own. No model reads them. Beside them is `measurements`,
which is `quality.measurement`'s and no log: it holds the last runs, and is pruned.
"""

from org_funnels.log.log import Log
from org_funnels.log.tables import SCHEMA

__all__ = ["SCHEMA", "Log"]
