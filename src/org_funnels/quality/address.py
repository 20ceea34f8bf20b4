"""The address of the warehouse as Great Expectations needs it: with the schema of the marts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse


def address(warehouse: Warehouse) -> str:
    """An SQLAlchemy URL in which unqualified names are the marts. It holds the password."""
    from sqlalchemy.engine import make_url

    url = make_url(warehouse.url)
    if warehouse.engine == "duckdb":
        found = url.set(drivername="duckdb+gx").update_query_dict(
            {"access_mode": "read_only", "schema": warehouse.schema}
        )
    else:
        found = url.update_query_dict({"options": f"-csearch_path={warehouse.schema}"})
    return found.render_as_string(hide_password=False)
