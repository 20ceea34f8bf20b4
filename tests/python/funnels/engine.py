"""The engines: fill them with events, and ask them what the macros say of a funnel."""

from __future__ import annotations

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

_TABLE = f"""
create temporary table {EVENTS} (
    event_id text, entity_id text, occurred_at timestamp, event_name text, user_id text,
    amount integer, properties text
)
"""

Row = tuple[Any, ...]


class Engine:
    """A warehouse with a table of events."""

    def __init__(self, warehouse: Warehouse) -> None:
        warehouse.execute(_TABLE)
        self.name = warehouse.engine
        self._warehouse = warehouse
        self._renderer = Renderer(warehouse.engine, MACROS)
        self._rendered: dict[Funnel, str] = {}

    def load(self, events: Iterable[Event]) -> None:
        """Leave these events in the table, in this order."""
        self._warehouse.execute(f"truncate {EVENTS}")
        if rows := ",\n".join(_values(event) for event in events):
            self._warehouse.execute(f"insert into {EVENTS} values {rows}")

    def answers(self, funnel: Funnel) -> list[Row]:
        """What the macros say of the events: see all_answers()."""
        if funnel not in self._rendered:
            self._rendered[funnel] = self._renderer.render(all_answers(funnel))
        return self._warehouse.rows(self._rendered[funnel])


def _values(event: Event) -> str:
    moment = None if event.occurred_at is None else event.occurred_at.isoformat(sep=" ")
    properties = None if event.properties is None else json.dumps(event.properties)
    texts = (event.event_id, event.entity_id, moment, event.event_name, event.user_id)
    amount = "null" if event.amount is None else str(event.amount)
    return f"({', '.join(map(_literal, texts))}, {amount}, {_literal(properties)})"


def _literal(text: str | None) -> str:
    return "null" if text is None else "'" + text.replace("'", "''") + "'"
