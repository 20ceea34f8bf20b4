"""A folder of CSV files that is to become tables, described by its tables.json or by its layout.

With a tables.json the columns have the types that it gives. Without one, `<schema>/<table>.csv`
or `.csv.gz` is a table of text columns, which is how many raw copies of a database arrive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from org_funnels.errors import UserError
from org_funnels.warehouse.column import TYPES, Column, is_known_type
from org_funnels.warehouse.header import column_names

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = (".csv", ".csv.gz")


@dataclass(frozen=True)
class CsvTable:
    """One file and the table that it becomes."""

    schema: str
    table: str
    path: Path
    columns: tuple[Column, ...]


def read_folder(folder: Path) -> list[CsvTable]:
    """Every table of a folder, in the order in which it names them."""
    if not folder.is_dir():
        message = f"There is no folder {folder}.\nName a folder of CSV files."
        raise UserError(message)
    listing = folder / "tables.json"
    tables = _described(listing) if listing.is_file() else _laid_out(folder)
    if not tables:
        message = (
            f"{folder} holds no tables.\nIt needs a tables.json, or files named "
            f"<schema>/<table>.csv or <schema>/<table>.csv.gz."
        )
        raise UserError(message)
    return tables


class _Column(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1)]
    type: str


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    schema_: Annotated[str, Field(alias="schema", min_length=1)]
    table: Annotated[str, Field(min_length=1)]
    file: str
    columns: Annotated[list[_Column], Field(min_length=1)]


class _Listing(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tables: list[_Table]


def _described(listing: Path) -> list[CsvTable]:
    try:
        entries = _Listing.model_validate_json(listing.read_bytes()).tables
    except ValidationError as error:
        lines = (f"  {'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        message = f"{listing} cannot be read as a list of tables:\n" + "\n".join(lines)
        raise UserError(message) from None
    tables = [_table(entry, listing.parent) for entry in entries]
    problems = [problem for table in tables for problem in _problems(table)]
    if problems:
        message = f"{listing} and its files disagree:\n" + "\n".join(problems)
        raise UserError(message)
    return tables


def _table(entry: _Table, folder: Path) -> CsvTable:
    columns = tuple(Column(column.name, column.type) for column in entry.columns)
    return CsvTable(entry.schema_, entry.table, folder / entry.file, columns)


def _problems(table: CsvTable) -> list[str]:
    if not table.path.is_file():
        return [f"  {table.path} is not there"]
    declared, found = [column.name for column in table.columns], column_names(table.path)
    lines = [
        f"  {table.path}: column {column.name} has the type {column.type!r}, which is none of "
        f"{', '.join(TYPES)}, numeric(precision, scale)"
        for column in table.columns
        if not is_known_type(column.type)
    ]
    if missing := [name for name in declared if name not in found]:
        lines.append(f"  {table.path} lacks the column {', '.join(missing)}")
    if surplus := [name for name in found if name not in declared]:
        lines.append(f"  {table.path} has the column {', '.join(surplus)}, which has no type")
    return lines


def _laid_out(folder: Path) -> list[CsvTable]:
    paths = sorted(path for suffix in _SUFFIXES for path in folder.glob(f"*/*{suffix}"))
    return [
        CsvTable(
            schema=path.parent.name,
            table=path.name.removesuffix(".gz").removesuffix(".csv"),
            path=path,
            columns=tuple(Column(name) for name in column_names(path)),
        )
        for path in paths
    ]
