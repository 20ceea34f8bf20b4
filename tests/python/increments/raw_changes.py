"""What happens in raw tables: rows come, come again, are put right and go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.python.increments.history import Change
from tests.python.increments.pool import PoolRow, schema_of

from org_funnels.demo.tables import CALL_TABLES, EVENT_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from random import Random

    from tests.python.increments.pool import Pool

    from org_funnels.demo.tables import RawTable

# var('load_overlap'): no row comes with a load time that is further back than this.
OVERLAP = timedelta(hours=2)

# What a call says of its user.
_SAYS = {"identifies": "anonymous_id", "groups": "group_id", "aliases": "previous_id"}

_CALLS = [call.name for call in CALL_TABLES]


@dataclass(frozen=True)
class RawChanges:
    """Draws what happens in raw tables.

    `loaded_at` is the latest time at which a row of the batch is loaded: nothing that was loaded
    before is newer. `recent` are the rows that this batch and the one before it deliver, by table:
    mostly they are what comes again and is put right.
    """

    random: Random
    pool: Pool
    loaded_at: datetime
    recent: Sequence[Mapping[str, Sequence[PoolRow]]]

    def delivery(self, raw: RawTable, rows: Sequence[PoolRow]) -> Change:
        """Rows of one table, for the first time."""
        lag = self.random.choice(["0", "7200", "context_row * 7 % 7201", "context_row * 13 % 7201"])
        numbers = ", ".join(str(row.number) for row in rows)
        overrides = {"uuid_ts": f"{self._moment(raw)} - {lag} * interval '1 second'"}
        text = f"{len(rows)} rows of {raw.name}, {lag} s before {self.loaded_at}"
        return Change(text, (_insert(raw, overrides, f"context_row in ({numbers})"),))

    def odd(self, copy: int) -> Change:
        """Something that a loader or a client does wrong, to one row."""
        raw, row = self._row()
        draw: Callable[[RawTable, PoolRow, int], Change] = self.random.choice(
            [
                *[self._again] * 2,
                *[self._alike] * 2,
                *[self._corrected] * 2,
                self._removed,
            ]
        )
        return draw(raw, row, copy)

    def call(self, copy: int) -> Change:
        """An identify, group or alias call of somebody else's ids: people share and merge."""
        raw = self.random.choice([call for call in CALL_TABLES if self.pool.raw[call.name]])
        row = self.random.choice(self.pool.raw[raw.name])
        own = _SAYS[raw.name]
        values = {"user_id": self._value("user_id"), own: self._value(own)}
        overrides = {name: _text(value) for name, value in values.items()}
        overrides |= {"id": f"'call-{copy}'", "uuid_ts": self._some_load_time(raw)}
        overrides |= self._some_event_time(raw)
        return Change(f"{raw.name} says {values}", (self._copy(raw, row, copy, overrides),))

    def busy_device(self, copy: int) -> Change:
        """An event with both ids, of which one is somebody else's."""
        raw = EVENT_TABLES["dashboard_impression"]
        row = self.random.choice(self.pool.raw[raw.name])
        values = {"user_id": self._value("user_id"), "anonymous_id": self._value("anonymous_id")}
        overrides = {name: _text(value) for name, value in values.items()}
        overrides |= {"id": f"'device-{copy}'", "uuid_ts": self._some_load_time(raw)}
        text = f"{raw.name} {row.number + copy} of {values}"
        return Change(text, (self._copy(raw, row, copy, overrides),))

    def _again(self, raw: RawTable, row: PoolRow, copy: int) -> Change:
        """A duplicate, with other times and perhaps other content."""
        overrides = {"uuid_ts": self._some_load_time(raw)}
        overrides |= self.random.choice(self._corrections(raw))
        if "received_at" not in overrides and self.random.random() < 0.5:
            shift = self.random.choice([-86400, -1, 0, 1, 3600])
            overrides["received_at"] = f"received_at + {shift} * interval '1 second'"
        text = f"{raw.name} {row.number} again as {row.number + copy} with {overrides}"
        return Change(text, (self._copy(raw, row, copy, overrides),))

    def _alike(self, raw: RawTable, row: PoolRow, copy: int) -> Change:
        """A row that a loader wrote twice: what was loaded in the overlap is there once more."""
        columns = _columns(raw)
        statement = (
            f"insert into {schema_of(raw)}.{raw.name} ({_names(columns)}) "
            f"select {_names(columns, {'context_row': f'context_row + {copy}'})} "
            f"from {schema_of(raw)}.{raw.name} where context_row = {row.number} "
            f"and {self._is_in_overlap(raw)}"
        )
        return Change(f"{raw.name} {row.number} twice", (statement,))

    def _corrected(self, raw: RawTable, row: PoolRow, _copy: int) -> Change:
        values = self.random.choice(self._corrections(raw))
        assignments = ", ".join(f'"{name}" = {value}' for name, value in values.items())
        statement = (
            f"update {schema_of(raw)}.{raw.name} set {assignments} "
            f"where context_row = {row.number} and {self._is_in_overlap(raw)}"
        )
        return Change(f"{raw.name} {row.number}: {assignments}", (statement,))

    def _removed(self, raw: RawTable, row: PoolRow, _copy: int) -> Change:
        statement = (
            f"delete from {schema_of(raw)}.{raw.name} "
            f"where context_row = {row.number} and {self._is_in_overlap(raw)}"
        )
        return Change(f"{raw.name} {row.number} is gone", (statement,))

    def _corrections(self, raw: RawTable) -> list[dict[str, str]]:
        """New values for columns of a table, as SQL."""
        columns = {column.name: column.type for column in raw.table.columns}
        found = {"id": self.random.choice(["null", _text(self._value("id", raw))])}
        for name in ("user_id", "anonymous_id", "group_id", "previous_id", "repo", "view"):
            if name in columns:
                found[name] = self.random.choice([_text(self._value(name)), "null"])
        for _, name in raw.org:
            if columns[name] == "text":
                found[name] = _text(self._org_value(name))
        for name in ("original_timestamp", "sent_at", "timestamp"):
            if name in columns:
                found[name] = self.random.choice(["null", self._future(raw), f'"{name}"'])
        return [
            *({name: value} for name, value in found.items()),
            *self._load_times(raw),
            {"received_at": "case when uuid_ts is null then received_at end"},
        ]

    def _load_times(self, raw: RawTable) -> list[dict[str, str]]:
        """Where the loader says none it is when the row was received, and else not known."""
        return [
            {"uuid_ts": self._some_load_time(raw)},
            {"uuid_ts": "null", "received_at": self._some_load_time(raw)},
            {"uuid_ts": "null", "received_at": "null"},
            self._timeless(raw),
        ]

    def _timeless(self, raw: RawTable) -> dict[str, str]:
        """Received and loaded nobody knows when: it is held against the end of the data."""
        names = {column.name for column in raw.table.columns} & {"timestamp", "original_timestamp"}
        return {"uuid_ts": "null", "received_at": "null"} | {
            name: self._future(raw) for name in sorted(names)
        }

    def _copy(self, raw: RawTable, row: PoolRow, copy: int, overrides: Mapping[str, str]) -> str:
        numbered = {**overrides, "context_row": str(row.number + copy)}
        return _insert(raw, numbered, f"context_row = {row.number}")

    def _row(self) -> tuple[RawTable, PoolRow]:
        """Mostly one that came with this batch or the last; of large and small tables alike."""
        rows = self.random.choice([*self.recent, *self.recent, self.pool.raw])
        tables = [raw for raw in EVENT_TABLES.values() if rows.get(raw.name)]
        if not tables:
            rows = self.pool.raw
            tables = [raw for raw in EVENT_TABLES.values() if rows[raw.name]]
        raw = self.random.choice(tables)
        return raw, self.random.choice(rows[raw.name])

    def _value(self, column: str, raw: RawTable | None = None) -> object:
        """A value that the column has somewhere."""
        tables = [raw.name] if raw else [*_CALLS, "dashboard_impression", "build_log_impression"]
        rows = [
            row
            for name in tables
            for row in self.pool.raw[name]
            if row.values.get(column) is not None
        ]
        return self.random.choice(rows).values[column] if rows else "none"

    def _org_value(self, column: str) -> object:
        org = self.random.choice(self.pool.production["organizations"])
        repo = self.random.choice(self.pool.production["repositories"])
        choices = [org["id"], org["name"], str(org["name"]).upper(), repo["name"], "nobody"]
        return repo["name"] if column == "repo" else self.random.choice(choices)

    def _some_load_time(self, raw: RawTable) -> str:
        """From the newest back to the very end of the overlap."""
        lag = self.random.choice([0, 1, 600, 7199, 7200])
        return f"{self._moment(raw)} - {lag} * interval '1 second'"

    def _some_event_time(self, raw: RawTable) -> dict[str, str]:
        shift = self.random.choice([-30, -3, 0, 1]) * 86400
        return {
            name: f"\"{name}\" + {shift} * interval '1 second'"
            for name in ("timestamp", "original_timestamp", "sent_at")
            if name in {column.name for column in raw.table.columns}
        }

    def _future(self, raw: RawTable) -> str:
        """About as far ahead as is allowed, of the end of the data too."""
        hours = self.random.choice([23, 24, 25, 49, 97])
        return f"{self._moment(raw)} + {hours} * interval '1 hour'"

    def _moment(self, raw: RawTable) -> str:
        return literal_time(self.loaded_at, is_zoned=raw.source == "web")

    def _is_in_overlap(self, raw: RawTable) -> str:
        """Whether a row may be changed: calls always, events where a run looks at them again."""
        since = f"{self._moment(raw)} - interval '2 hours'"
        if raw.name in _CALLS:
            return "true"
        return f"(uuid_ts >= {since} or (uuid_ts is null and received_at is null))"


def literal_time(time: datetime, *, is_zoned: bool = False) -> str:
    """A time as SQL."""
    text = f"{time:%Y-%m-%d %H:%M:%S}"
    return f"timestamptz '{text}+00'" if is_zoned else f"timestamp '{text}'"


def _insert(raw: RawTable, overrides: Mapping[str, str], condition: str) -> str:
    columns = _columns(raw)
    return (
        f"insert into {schema_of(raw)}.{raw.name} ({_names(columns)}) "
        f"select {_names(columns, overrides)} "
        f"from pool_{schema_of(raw)}.{raw.name} where {condition}"
    )


def _columns(raw: RawTable) -> list[str]:
    return ["context_row", *(column.name for column in raw.table.columns)]


def _names(columns: Sequence[str], overrides: Mapping[str, str] | None = None) -> str:
    values = overrides or {}
    return ", ".join(values.get(column, f'"{column}"') for column in columns)


def _text(value: object) -> str:
    if value is None:
        return "null"
    doubled = str(value).replace("'", "''")
    return f"'{doubled}'"
