"""The warehouse: connect to it, fill it, and run the embedded one.

`connect` reads the same profiles.yml as dbt, so that both always mean the same database.
"""

from org_funnels.warehouse.connection import connect
from org_funnels.warehouse.warehouse import Warehouse

__all__ = ["Warehouse", "connect"]
