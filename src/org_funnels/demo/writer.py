"""Write the data folder: CSV files as PostgreSQL's COPY reads them, and what their columns are.

Null is an empty cell, an empty text is two quotes: Python's csv module cannot tell them apart.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from org_funnels.demo.events import Call, RawRow, Value
from org_funnels.demo.tables import Table

Row = Sequence[Value]

_MUST_QUOTE = (",", '"', "\n", "\r")


@dataclass(frozen=True, slots=True)
class Written:
    """A table's file and how many rows it has."""

    table: Table
    file: str
    row_count: int


def write_table(out: Path, folder: str, table: Table, rows: Iterable[Row]) -> Written:
    """Write one table below the data folder."""
    file = f"{folder}/{table.name}.csv"
    path = out / file
    path.parent.mkdir(parents=True, exist_ok=True)
    formats = [_format_of(column.type) for column in table.columns]
    lines = [",".join(quoted(column.name) for column in table.columns)]
    for row in rows:
        lines.append(",".join([form(value) for form, value in zip(formats, row, strict=True)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return Written(table, file, len(lines) - 1)


def write_lines(path: Path, header: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a file that is not loaded, such as one of the truth."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join(header)]
    lines += [",".join([plain(value) for value in row]) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return len(lines) - 1


def write_index(out: Path, written: Iterable[Written]) -> None:
    """`tables.json`: what to load, and with which types."""
    tables = [
        {
            "schema": item.table.schema,
            "table": item.table.name,
            "file": item.file,
            "columns": [{"name": column.name, "type": column.type} for column in item.table.columns],
        }
        for item in written
    ]
    text = json.dumps({"tables": tables}, indent=1)
    (out / "tables.json").write_text(text + "\n", encoding="utf-8")


def row_values(row: RawRow | Call, table: Table, fixed: dict[str, Value]) -> Row:
    """The cells of a raw row, in the order of the table's columns."""
    values = row.values
    return [
        values[name] if name in values else fixed[name] if name in fixed else getattr(row, name)
        for name in (column.name for column in table.columns)
    ]


def quoted(text: str) -> str:
    """A text as CSV: in quotes where it is empty or would be torn apart."""
    if text == "":
        return '""'
    if any(mark in text for mark in _MUST_QUOTE):
        return '"' + text.replace('"', '""') + '"'
    return text


def plain(value: Value) -> str:
    """Any value as CSV."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case datetime():
            return value.isoformat(" ")
        case _:
            return str(value)


def _instant(value: Value) -> str:
    """A time with its zone."""
    return "" if value is None else f"{plain(value)}+00"


def _format_of(column_type: str) -> Callable[[Value], str]:
    return _instant if column_type == "timestamptz" else plain
