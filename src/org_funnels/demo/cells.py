"""How a raw row becomes the cells of its table: one small function a column."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType

from org_funnels.demo.events import Call, RawRow, Value
from org_funnels.demo.tables import RawTable

Kept = RawRow | Call
Cell = Callable[[Kept], Value]


def cells_of(raw: RawTable) -> list[Cell]:
    """What to take from a row, in the order of the table's columns."""
    own = {column.name for column in raw.own}
    return [
        _own_cell(column.name) if column.name in own else _standard_cell(column.name, raw)
        for column in raw.table.columns
    ]


def _own_cell(name: str) -> Cell:
    return lambda row: row.values[name]


def _standard_cell(name: str, raw: RawTable) -> Cell:
    """Segment's own columns: some say the same on every row of a table."""
    if name in _SAID_BY_BROWSER:
        return _SAID_BY_BROWSER[name]
    same: dict[str, Value] = {
        "event": raw.name,
        "event_text": raw.name.replace("_", " ").title(),
        "context_library_name": "analytics.js" if raw.source == "web" else "analytics-python",
    }
    if name in same:
        always = same[name]
        return lambda _row: always
    return attrgetter(name)


def _page_path(row: Kept) -> Value:
    view = row.values.get("view")
    return f"/{view}" if view else "/"


def _user_agent(row: Kept) -> Value:
    browser = row.event.browser if isinstance(row, RawRow) else None
    return browser.agent if browser else None


_SAID_BY_BROWSER: Mapping[str, Cell] = MappingProxyType(
    {"context_page_path": _page_path, "context_user_agent": _user_agent}
)
