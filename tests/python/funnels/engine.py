"""The engines: fill them with events, and ask them what the macros say of a funnel."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.python.funnels.macro_call import EVENTS, all_answers

from org_funnels.funnel.rendering import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.python.funnels.definition import Event, Funnel

    from org_funnels.warehouse import Warehouse

MACROS = Path(__file__).parents[3] / "macros"

_COLUMNS = {
    "event_id": "text",
    "entity_id": "text",
    "occurred_at": "timestamp",
    "event_name": "text",
    "user_id": "text",
    "amount": "integer",
    "properties": "text",
}

Row = tuple[Any, ...]


class Engine:
    """A warehouse with a table of events."""

    def __init__(self, warehouse: Warehouse, folder: Path) -> None:
        self.name = warehouse.engine
        self._warehouse = warehouse
        self._file = folder / "events.csv"
        self._schema, self._table = EVENTS.split(".")
        self._renderer = Renderer(warehouse.engine, MACROS)
        self._rendered: dict[Funnel, str] = {}
        columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
        warehouse.execute(f"create schema {self._schema}")
        warehouse.execute(f"create table {EVENTS} ({columns})")

    def load(self, events: Iterable[Event]) -> None:
        """Leave these events in the table, in this order."""
        with self._file.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(_COLUMNS)
            rows.writerows(_values(event) for event in events)
        self._warehouse.execute(f"truncate {EVENTS}")
        self._warehouse.copy_csv(self._schema, self._table, self._file)

    def answers(self, funnel: Funnel) -> list[Row]:
        """What the macros say of the events: see all_answers()."""
        if funnel not in self._rendered:
            self._rendered[funnel] = self._renderer.render(all_answers(funnel))
        return self._warehouse.rows(self._rendered[funnel])

    def rows(self, model: str) -> list[Row]:
        """What a model of one's own says of them."""
        return self._warehouse.rows(self._renderer.render(model))

    def columns(self, model: str) -> list[str]:
        """The columns of a model of one's own, in order."""
        self._warehouse.execute(f"drop view if exists {self._schema}.answered")
        self._warehouse.execute(
            f"create view {self._schema}.answered as {self._renderer.render(model)}"
        )
        rows = self._warehouse.rows(
            "select column_name from information_schema.columns "
            f"where table_schema = '{self._schema}' and table_name = 'answered' "
            "order by ordinal_position"
        )
        return [name for (name,) in rows]


def _values(event: Event) -> list[str | int | None]:
    """A CSV's row: nothing at all is null."""
    return [
        event.event_id,
        event.entity_id,
        None if event.occurred_at is None else event.occurred_at.isoformat(sep=" "),
        event.event_name,
        event.user_id,
        event.amount,
        None if event.properties is None else json.dumps(event.properties),
    ]
