"""A file of events, before anything is read of it but its columns."""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from org_funnels.errors import UserError
from org_funnels.tracking_plan.nearest import nearest
from org_funnels.warehouse.header import column_names
from org_funnels.warehouse.identifier import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from org_funnels.warehouse import Warehouse

NEEDED = ("event_id", "entity_id", "occurred_at", "event_name")
BAD_DATA = 1

_CSV, _PARQUET = (".csv", ".csv.gz"), (".parquet",)
_TEXT = "VARCHAR"
# Every one of them stated: what DuckDB would otherwise guess depends on the first rows.
_CSV_OPTIONS = (
    "header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
    "allow_quoted_nulls = false, max_line_size = 67108864"
)
# What others put between values, and people call CSV all the same.
_OTHER_SEPARATORS = {";": "a `;`", "\t": "a tab", "|": "a `|`"}
_LINE = re.compile(r"CSV Error on Line: (\d+)")


@dataclass(frozen=True)
class FileColumn:
    """A column as SQL reads it, with the type that it has in the file."""

    sql: str
    type: str = _TEXT


@dataclass(frozen=True)
class EventsFile:
    """A file whose columns are known."""

    path: Path
    relation: str
    columns: Mapping[str, FileColumn]


def open_events_file(reader: Warehouse, path: Path) -> EventsFile:
    """Look at the columns of a file. `reader` is a DuckDB."""
    if not path.is_file():
        message = f"There is no file {path}.\nName a file of events: {_wanted()}."
        raise UserError(message)
    _check_permission(path)
    name = path.name.lower()
    if name.endswith(_PARQUET):
        return _parquet(reader, path)
    if name.endswith(_CSV):
        return _csv(path)
    message = f"{path} is none of the files that are read: {_wanted()}.\nConvert it to one of them."
    raise UserError(message)


def missing_columns(file: EventsFile) -> Iterable[str]:
    """What is wrong with the columns that every file must have."""
    for name in NEEDED:
        if name not in file.columns:
            near = nearest(name, file.columns)
            yield f"the column `{name}` is missing{f'; `{near}` is near it' if near else ''}."


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Tell what is wrong with a file in words that quote nothing of it; another error stays."""
    try:
        yield
    except duckdb.Error as error:
        if not _is_of_the_file(error, path):
            raise
        raise _unreadable(path, error) from None


def _is_of_the_file(error: duckdb.Error, path: Path) -> bool:
    """Of 1,800 damaged files DuckDB 2.0 raised three kinds: these two, and `Error` itself.

    `Error` itself comes from where the metadata and the pages of Parquet are decoded. An IO error
    is also a full disk, and says of which file it is.
    """
    if isinstance(error, duckdb.IOException):
        return str(path.absolute()) in str(error)
    return isinstance(error, duckdb.InvalidInputException) or type(error) is duckdb.Error


def _unreadable(path: Path, error: Exception) -> UserError:
    if path.name.lower().endswith(_PARQUET):
        message = f"{path} is not Parquet that can be read.\nWrite it again, or convert it to CSV."
        return UserError(message, BAD_DATA)
    line = _LINE.search(str(error))
    message = (
        f"{path}{f', line {line[1]},' if line else ''} is not CSV that can be read.\nCSV is UTF-8, "
        f"packed if its name ends in .gz, has a header, commas between values, and as many values "
        f"in each line as names in the header."
    )
    return UserError(message, BAD_DATA)


def _check_permission(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}.\nPut that right, or name another file."
        raise UserError(message) from None


def _wanted() -> str:
    return ", ".join(_CSV + _PARQUET)


def _csv(path: Path) -> EventsFile:
    names = _header(path)
    _check_separator(path, names)
    # DuckDB takes `Plan` and `plan` for one column, so each goes by its place
    columns = {name: FileColumn(f"column_{place}") for place, name in enumerate(names)}
    types = ", ".join(f"'{column.sql}': '{_TEXT}'" for column in columns.values())
    relation = f"read_csv({_literal(path)}, {_CSV_OPTIONS}, columns = {{{types}}})"
    return EventsFile(path, relation, columns)


def _header(path: Path) -> list[str]:
    if not path.stat().st_size:
        message = f"{path} is empty.\nIts first line must name its columns."
        raise UserError(message, BAD_DATA)
    try:
        return column_names(path)
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from None


def _check_separator(path: Path, names: Sequence[str]) -> None:
    """A file is not read by another separator: it often goes with decimal commas and local dates.

    Those would be read as other values, without a word.
    """
    if not set(NEEDED).isdisjoint(names):
        return
    header = ",".join(names)
    for separator, shown in _OTHER_SEPARATORS.items():
        if header.count(separator) >= len(NEEDED) - 1:
            message = (
                f"The header of {path} has {shown} between its names, where CSV has a comma.\n"
                f"Write the file again with commas, points in its decimals and times in ISO 8601."
            )
            raise UserError(message)


def _parquet(reader: Warehouse, path: Path) -> EventsFile:
    relation = f"read_parquet({_literal(path)})"
    with reading(path):
        found = reader.rows(f"describe select * from {relation}")  # noqa: S608  (a path)
    return EventsFile(path, relation, {row[0]: FileColumn(quoted(row[0]), row[1]) for row in found})


def _literal(path: Path) -> str:
    """As a text of SQL, for one file: DuckDB reads a `*` in a path as all that match it."""
    text = str(path.absolute()).replace("'", "''")
    return "'" + re.sub(r"([*?[])", r"[\1]", text) + "'"
