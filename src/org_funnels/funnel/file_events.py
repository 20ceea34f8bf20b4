"""Read a file of events into a table: what can be used of it, with the rest counted by its reason.

DuckDB reads the file, whichever engine the funnel then runs on, so that both see the same events.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from org_funnels.errors import UserError
from org_funnels.funnel.events_file import (
    BAD_DATA,
    NEEDED,
    missing_columns,
    open_events_file,
    unreadable,
)
from org_funnels.funnel.values import (
    column_text,
    json_text,
    text_sql,
    unknown_values,
    values_read,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from org_funnels.funnel.events_file import EventsFile, FileColumn
    from org_funnels.funnel.rendering import Renderer
    from org_funnels.funnel.values import Value
    from org_funnels.tracking_plan.funnel import FunnelDefinition
    from org_funnels.warehouse import Warehouse

TABLE = "funnel_file_events"

_ROWS = "funnel_file_rows"
_UNREADABLE = "unreadable_time"
_REASONS = ("no_event_id", "no_entity", "no_time", _UNREADABLE)
_DUPLICATE = "duplicate_event_id"
_TIMES = ("timestamp", "timestamptz", "date")


@dataclass(frozen=True)
class FileEvents:
    """The table of what can be used, and what is to be said of the rest."""

    file: EventsFile
    values: Mapping[Value, str]
    kept: int
    left_out: Mapping[str, int]
    event_names: frozenset[str]
    absent_keys: tuple[str, ...]
    unreadable_properties: int


def read_file_events(
    reader: Warehouse, macros: Renderer, path: Path, definition: FunnelDefinition
) -> FileEvents:
    """Make the table of a file's events in `reader`, which is a DuckDB."""
    file = open_events_file(reader, path)
    values = values_read(file, definition)
    _check_columns(macros, file, values)
    try:
        reader.execute(_rows_sql(macros, file, values))
    except duckdb.Error as error:
        raise unreadable(path, error) from None
    left_out = _keep_usable(reader, values)
    _check_times(reader, path, left_out)
    names = reader.rows(f"select distinct event_name from {TABLE}")  # noqa: S608  (ours)
    bad = _count(reader, f"{_ROWS} where has_unreadable_properties")
    reader.execute(f"drop table {_ROWS}")
    return FileEvents(
        file,
        values,
        _count(reader, TABLE),
        left_out,
        frozenset(row[0] for row in names if row[0] is not None),
        tuple(_absent_keys(reader, values)),
        bad,
    )


def _check_columns(macros: Renderer, file: EventsFile, values: Mapping[Value, str]) -> None:
    """All that is wrong with the columns, at once."""
    problems = [
        *missing_columns(file),
        *unknown_values(file, values),
        *_time_problems(macros, file),
    ]
    if problems:
        listed = "\n".join(f"  - {problem}" for problem in problems)
        message = f"{file.path} does not have what the funnel needs:\n{listed}"
        raise UserError(message)


def _absent_keys(reader: Warehouse, values: Mapping[Value, str]) -> Iterable[str]:
    """Keys of JSON that no event has."""
    for value, column in values.items():
        if value.key and not _count(reader, f"{TABLE} where {column} <> ''"):
            yield value.key


def _time_problems(macros: Renderer, file: EventsFile) -> list[str]:
    """A number could be seconds, milliseconds or days since anything."""
    column = file.columns.get("occurred_at")
    family = macros.call("type_family", column.type) if column else "text"
    if column is None or family in (*_TIMES, "text"):
        return []
    return [
        f"the column `occurred_at` is of type {column.type}, which is no time. Write ISO 8601, "
        f"such as 2026-03-01T09:00:00Z, or a timestamp; a number does not say since when."
    ]


def _rows_sql(macros: Renderer, file: EventsFile, values: Mapping[Value, str]) -> str:
    """Every row of the file, in its order, with the first reason why it can't be used."""
    event_id, entity_id, occurred_at, event_name = (file.columns[name] for name in NEEDED)
    user_id = file.columns.get("user_id")
    texts = {column: text_sql(macros, value, file.columns[value.column])
             for value, column in values.items()}  # fmt: skip
    selected = {
        "event_id": macros.sql("id_of_text", column_text(macros, event_id)),
        "entity_id": macros.sql("id_of_text", column_text(macros, entity_id)),
        "user_id": macros.sql("id_of_text", column_text(macros, user_id)) if user_id else _NULL,
        "occurred_at": _time_sql(macros, occurred_at),
        "has_time": f"coalesce(trim(cast({occurred_at.sql} as varchar)), '') <> ''",
        "event_name": column_text(macros, event_name),
        "has_unreadable_properties": _unreadable_properties(file, values),
        **texts,
    }
    columns = ",\n    ".join(f"{sql} as {name}" for name, sql in selected.items())
    return (
        f"create temp table {_ROWS} as\n"
        f"select *, row_number() over () as row_number, {_REASON} as reason\n"
        f"from (select\n    {columns}\nfrom {file.relation})"
    )


_NULL = "cast(null as varchar)"
_REASON = (
    "case when event_id is null then 'no_event_id' when entity_id is null then 'no_entity' "
    "when occurred_at is not null then null when has_time then 'unreadable_time' "
    "else 'no_time' end"
)


def _time_sql(macros: Renderer, column: FileColumn) -> str:
    """The moment in UTC to the microsecond; what is finer is cut off, as it is in a text."""
    family = macros.call("type_family", column.type)
    if family not in _TIMES:
        return macros.sql("timestamp_of_text", column_text(macros, column))
    if column.type == "TIMESTAMP_NS":
        return f"make_timestamp(epoch_ns({column.sql}) // 1000)"
    return macros.sql("utc", column.sql, family)


def _unreadable_properties(file: EventsFile, values: Mapping[Value, str]) -> str:
    columns = dict.fromkeys(value.column for value in values if value.key is not None)
    tests = [f"not json_valid({json_text(file.columns[column])})" for column in columns]
    return f"coalesce({' or '.join(tests)}, false)" if tests else "false"


def _keep_usable(reader: Warehouse, values: Mapping[Value, str]) -> dict[str, int]:
    """The table of events, each id once: its first time, then its first row."""
    columns = ["event_id", "entity_id", "user_id", "occurred_at", "event_name", *values.values()]
    reader.execute(
        f"create temp table {TABLE} as select {', '.join(columns)} from (select *, "  # noqa: S608
        f"row_number() over (partition by event_id order by occurred_at, row_number) as delivery "
        f"from {_ROWS} where reason is null) where delivery = 1"
    )
    counts = {reason: _count(reader, f"{_ROWS} where reason = '{reason}'") for reason in _REASONS}
    usable = _count(reader, f"{_ROWS} where reason is null")
    return {**counts, _DUPLICATE: usable - _count(reader, TABLE)}


def _check_times(reader: Warehouse, path: Path, left_out: Mapping[str, int]) -> None:
    """Some times that can't be read are set aside; if it is all of them, the format is meant."""
    if left_out[_UNREADABLE] and not _count(reader, f"{_ROWS} where occurred_at is not null"):
        message = (
            f"No time in {path} can be read.\nWrite `occurred_at` in ISO 8601, such as "
            f"2026-03-01T09:00:00Z; a number does not say since when it counts."
        )
        raise UserError(message, BAD_DATA)


def _count(reader: Warehouse, rows: str) -> int:
    return int(reader.rows(f"select count(*) from {rows}")[0][0])  # noqa: S608  (names of ours)
