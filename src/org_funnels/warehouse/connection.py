"""Open the warehouse that a target names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.warehouse.profiles import read_target
from org_funnels.warehouse.target import DuckDBTarget

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.warehouse.target import Target
    from org_funnels.warehouse.warehouse import Warehouse


def connect(target: str | None = None, project_dir: Path | None = None) -> Warehouse:
    """Connect to a target of profiles.yml, by default the one that dbt would take."""
    return open_target(read_target(target, project_dir))


def open_target(target: Target) -> Warehouse:
    """Connect to a target that is already read. Its driver is imported only now."""
    if isinstance(target, DuckDBTarget):
        from org_funnels.warehouse.duckdb import DuckDBWarehouse

        return DuckDBWarehouse.open(target)
    from org_funnels.warehouse.postgres import PostgresWarehouse

    return PostgresWarehouse.open(target)
