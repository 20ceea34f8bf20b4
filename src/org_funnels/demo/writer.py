"""Write the data folder: CSV files as PostgreSQL's COPY reads them, and what their columns are.

Null is an empty cell, an empty text is two quotes. Python's csv module writes both as an empty
cell, so an empty text travels through it as a mark.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from org_funnels.demo.events import Value
from org_funnels.demo.tables import Table

Row = Sequence[Value | date]

_EMPTY_TEXT = "\x01"


@dataclass(frozen=True, slots=True)
class Written:
    """A table's file and how many rows it has."""

    table: Table
    file: str
    row_count: int


def write_table(out: Path, folder: str, table: Table, rows: Iterable[Row]) -> Written:
    """Write one table below the data folder."""
    file = f"{folder}/{table.name}.csv"
    header = [column.name for column in table.columns]
    zoned = [column.type == "timestamptz" for column in table.columns]
    if any(zoned):
        rows = (_with_zone(row, zoned) for row in rows)
    cells = [[_cell(value) for value in row] for row in rows]
    write_lines(out / file, header, cells)
    return Written(table, file, len(cells))


def write_lines(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a file with a header. Rows that may hold an empty text or a boolean are tables'."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_text(text.getvalue().replace(_EMPTY_TEXT, '""'), encoding="utf-8", newline="")


def write_index(out: Path, written: Iterable[Written]) -> None:
    """`tables.json`: what to load, and with which types."""
    tables = [
        {
            "schema": item.table.schema,
            "table": item.table.name,
            "file": item.file,
            "columns": [
                {"name": column.name, "type": column.type} for column in item.table.columns
            ],
        }
        for item in written
    ]
    text = json.dumps({"tables": tables}, indent=1)
    (out / "tables.json").write_text(text + "\n", encoding="utf-8")


def word(is_so: bool) -> str:
    """A boolean as SQL writes it."""
    return "true" if is_so else "false"


def _cell(value: Value | date) -> Value | date:
    """What csv cannot say by itself."""
    if value == "":
        return _EMPTY_TEXT
    return word(value) if isinstance(value, bool) else value


def _with_zone(row: Row, zoned: Sequence[bool]) -> Row:
    """Times of a column with a zone say theirs, whatever the server's own is."""
    return [
        f"{value}+00" if has_zone and value is not None else value
        for value, has_zone in zip(row, zoned, strict=True)
    ]
