"""Every row of a file as a table: ids and times read by the rules of the warehouse's macros.

Most ids and times are plain, and are taken as they stand; the macros, which know every odd way of
writing one, see the others only. They cost fifty times as much, on ten million rows a minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.funnel.events_file import NEEDED
from org_funnels.funnel.values import column_text, json_text, text_sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from org_funnels.funnel.events_file import EventsFile, FileColumn
    from org_funnels.funnel.rendering import Renderer
    from org_funnels.funnel.values import Value

ROWS = "funnel_file_rows"
TIMES = ("timestamp", "timestamptz", "date")

_IDS = ("event_id", "entity_id", "user_id")
_NULL = "cast(null as varchar)"
# Without a blank, and none of the words that mean none.
_ODD_ID = "not regexp_matches({0}, '^[!-~]+$') or lower({0}) in ('null', 'undefined', 'none')"
_PLAIN_TIME = (
    "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    "([.][0-9]{1,6})?Z?$"
)


def rows_statement(macros: Renderer, file: EventsFile, values: Mapping[Value, str]) -> str:
    """What makes the table of the file: row_number, ids, times as far as they are plain, values."""
    columns = ",\n        ".join(
        f"{sql} as {name}" for name, sql in _columns(macros, file, values).items()
    )
    return (
        f"create temp table {ROWS} as\n"
        f"select\n    *,\n    {_has_nul(values)} as has_nul\nfrom (\n    select\n"
        f"        row_number() over () as row_number,\n        {columns}\n"
        f"    from {file.relation}\n)"
    )


def repairs(macros: Renderer) -> Iterable[str]:
    """What then reads the ids and times that are not plain."""
    for name in _IDS:
        cleaned = macros.sql("id_of_text", name)
        yield f"update {ROWS} set {name} = {cleaned} where {_ODD_ID.format(name)}"  # noqa: S608
    moment = macros.sql("timestamp_of_text", "time_text")
    yield (
        f"update {ROWS} set occurred_at = {moment} "  # noqa: S608  (names of ours)
        "where occurred_at is null and time_text is not null"
    )
    # Python knows no other years, nor does anybody's product
    yield (
        f"update {ROWS} set occurred_at = null "  # noqa: S608  (names of ours)
        "where year(occurred_at) not between 1 and 9999"
    )


def _has_nul(values: Mapping[Value, str]) -> str:
    """Whether a text holds a NUL, which DuckDB has in a text and PostgreSQL can't have."""
    texts = (*_IDS, "event_name", *values.values())
    return " or ".join(f"coalesce(contains({text}, chr(0)), false)" for text in texts)


def _columns(macros: Renderer, file: EventsFile, values: Mapping[Value, str]) -> Mapping[str, str]:
    event_id, entity_id, occurred_at, event_name = (file.columns[name] for name in NEEDED)
    user_id = file.columns.get("user_id")
    time_text, moment = _time(macros, occurred_at)
    return {
        "event_id": column_text(macros, event_id),
        "entity_id": column_text(macros, entity_id),
        "user_id": column_text(macros, user_id) if user_id else _NULL,
        "occurred_at": moment,
        "time_text": time_text,
        "has_time": f"coalesce(trim(cast({occurred_at.sql} as varchar)), '') <> ''",
        "event_name": column_text(macros, event_name),
        "has_unreadable_properties": _unreadable_properties(file, values),
        **{
            column: text_sql(macros, value, file.columns[value.column])
            for value, column in values.items()
        },
    }


def _time(macros: Renderer, column: FileColumn) -> tuple[str, str]:
    """The text of a time, where it is one, and the moment in UTC, as far as it is plain.

    What is finer than a microsecond is cut off, as it is in a text.
    """
    family = macros.call("type_family", column.type)
    if family not in TIMES:
        text = column_text(macros, column)
        plain = f"regexp_matches({text}, '{_PLAIN_TIME}')"
        return text, f"case when {plain} then try_cast(rtrim({text}, 'Z') as timestamp) end"
    if column.type == "TIMESTAMP_NS":
        return _NULL, f"make_timestamp(epoch_ns({column.sql}) // 1000)"
    return _NULL, macros.sql("utc", column.sql, family)


def _unreadable_properties(file: EventsFile, values: Mapping[Value, str]) -> str:
    columns = dict.fromkeys(value.column for value in values if value.key is not None)
    tests = [f"not json_valid({json_text(file.columns[column])})" for column in columns]
    return f"coalesce({' or '.join(tests)}, false)" if tests else "false"
