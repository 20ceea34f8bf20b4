"""Where to go from here: what was written, how to ask more, how to use one's own data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from org_funnels.quality.context_files import DOCS_FOLDER, FOLDER
from org_funnels.quality.data_docs import INDEX
from org_funnels.report.section import copyable, heading

if TYPE_CHECKING:
    from rich.console import RenderableType

    from org_funnels.warehouse import Warehouse

_DBT_DOCS = "static_index.html"
_NAME_WIDTH = 11

_OWN_DATA = (
    "Point a target of profiles.yml at your warehouse: PGHOST, PGDATABASE … and --target postgres.",
    "Say which events your raw tables hold, in tracking_plan/, and run `org-funnels plan sync`.",
    "Map your orgs, users and subscriptions in models/staging/<company>/production/.",
    "Run `dbt build`, then `org-funnels quality run`. CONTRIBUTING.md goes through it.",
)


@dataclass(frozen=True)
class Place:
    """Something to open, or the command that makes it."""

    name: str
    path: Path
    command: str

    @property
    def text(self) -> str:
        """Its path, where it is there."""
        return str(self.path) if self.path.is_file() else f"not written yet: {self.command}"


def places(project_dir: Path) -> list[Place]:
    """The documents that a build can leave."""
    target = Path(os.environ.get("DBT_TARGET_PATH", "target"))
    return [
        Place("Data Docs", project_dir / FOLDER / DOCS_FOLDER / INDEX, "org-funnels quality run"),
        Place("dbt docs", project_dir / target / _DBT_DOCS, "dbt docs generate --static"),
    ]


def sql_prompt(warehouse: Warehouse, target: str | None) -> str:
    """The command that opens the warehouse."""
    chosen = f" --target {target}" if target else ""
    if warehouse.engine == "postgres":
        return f"org-funnels warehouse psql{chosen}"
    path = warehouse.url.removeprefix("duckdb:///")
    return f"python -c \"import duckdb; duckdb.connect('{path}').sql('show all tables').show()\""


def show_next_steps(found: list[Place], prompt: str) -> RenderableType:
    """What was written, the command for a SQL prompt, and what to do next."""
    lines = [(place.name, place.text) for place in found] + [("SQL", prompt)]
    steps = [Text(f"{number}. {step}") for number, step in enumerate(_OWN_DATA, start=1)]
    return Group(
        heading("WHERE TO LOOK"),
        Text(),
        *(copyable(f"{name:<{_NAME_WIDTH}}{text}") for name, text in lines),
        heading("WITH YOUR OWN DATA"),
        Text(),
        *steps,
    )
