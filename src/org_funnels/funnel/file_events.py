"""Read a file of events into a table: what can be used of it, with the rest counted by its reason.

DuckDB reads the file, whichever engine the funnel then runs on, so that both see the same events.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.funnel.events_file import (
    BAD_DATA,
    missing_columns,
    open_events_file,
    reading,
)
from org_funnels.funnel.file_rows import ROWS, TIMES, repairs, rows_statement
from org_funnels.funnel.values import unknown_values, values_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from org_funnels.funnel.events_file import EventsFile
    from org_funnels.funnel.rendering import Renderer
    from org_funnels.funnel.values import Value
    from org_funnels.tracking_plan.funnel import FunnelDefinition
    from org_funnels.warehouse import Warehouse

TABLE = "funnel_file_events"

_NUL, _UNREADABLE = "nul_character", "unreadable_time"
_REASONS = ("no_event_id", "no_entity", _NUL, "no_time", _UNREADABLE)
_DUPLICATE = "duplicate_event_id"


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
    with reading(path):
        reader.execute(rows_statement(macros, file, values))
    for statement in repairs(macros):
        reader.execute(statement)
    left_out = _keep_usable(reader, values)
    _check_times(reader, path, left_out)
    names = reader.rows(f"select distinct event_name from {TABLE}")  # noqa: S608  (ours)
    bad = _count(reader, f"{ROWS} where has_unreadable_properties")
    reader.execute(f"drop table {ROWS}")
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
    if column is None or family in (*TIMES, "text"):
        return []
    return [
        f"the column `occurred_at` is of type {column.type}, which is no time. Write ISO 8601, "
        f"such as 2026-03-01T09:00:00Z, or a timestamp; a number does not say since when."
    ]


_REASON = (
    f"case when event_id is null then 'no_event_id' when entity_id is null then 'no_entity' "
    f"when has_nul then '{_NUL}' when occurred_at is not null then null "
    f"when has_time then '{_UNREADABLE}' else 'no_time' end"
)


def _keep_usable(reader: Warehouse, values: Mapping[Value, str]) -> dict[str, int]:
    """The table of events, each id once: its first time, then its first row."""
    columns = ["event_id", "entity_id", "user_id", "occurred_at", "event_name", *values.values()]
    reader.execute(
        f"create temp table {TABLE} as select {', '.join(columns)} from (select *, "  # noqa: S608
        f"row_number() over (partition by event_id order by occurred_at, row_number) as delivery "
        f"from {ROWS} where ({_REASON}) is null) where delivery = 1"
    )
    found = reader.rows(f"select {_REASON}, count(*) from {ROWS} group by 1")  # noqa: S608
    counts = {reason: int(count) for reason, count in found}
    duplicates = counts.get(None, 0) - _count(reader, TABLE)
    return {**{reason: counts.get(reason, 0) for reason in _REASONS}, _DUPLICATE: duplicates}


def _check_times(reader: Warehouse, path: Path, left_out: Mapping[str, int]) -> None:
    """Some times that can't be read are set aside; if it is all of them, the format is meant."""
    if left_out[_UNREADABLE] and not _count(reader, f"{ROWS} where occurred_at is not null"):
        message = (
            f"No time in {path} can be read.\nWrite `occurred_at` in ISO 8601, such as "
            f"2026-03-01T09:00:00Z; a number does not say since when it counts."
        )
        raise UserError(message, BAD_DATA)


def _count(reader: Warehouse, rows: str) -> int:
    return int(reader.rows(f"select count(*) from {rows}")[0][0])  # noqa: S608  (names of ours)
