"""The rules of DESIGN 4, plainly and slowly, over a data folder as a model would meet it.

Nothing here knows what the generator intended: only the CSV files, the columns that name an org,
and the rules. Where the two disagree one of them is wrong, and a test says so.
"""

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from org_funnels.demo.clock import moment
from org_funnels.demo.tables import (
    ALIASES,
    EVENT_TABLES,
    GROUPS,
    IDENTIFIES,
    ORGANIZATIONS_SNAPSHOT,
    USERS_SNAPSHOT,
    By,
    RawTable,
    Table,
)
from org_funnels.demo.truth import EventTruth

Record = Mapping[str, str]

NO_IDS = frozenset({"", "null", "undefined", "none"})
MOST_USERS_OF_A_BROWSER = 10
TOO_FAR_AHEAD = timedelta(hours=24)
_BEGINNING = moment("0001-01-01")
_NEVER = moment("9999-12-31")


@dataclass(frozen=True, slots=True)
class RawLine:
    """What became of a raw row; the fields are the columns of raw_rows.csv."""

    source_table: str
    loaded_date: str
    event_id: str
    disposition: str
    reason: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """A raw row, read and cleaned."""

    raw: RawTable
    event_name: str
    event_id: str | None
    anonymous_id: str | None
    user_id: str | None
    org_values: tuple[tuple[By, str | None], ...]
    occurred_at: datetime
    received_at: datetime | None
    loaded_at: datetime
    content: tuple[str, ...]

    @property
    def reason(self) -> str | None:
        """Why the row is rejected, None where it is not."""
        return _reason(self)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules make of a data folder."""

    raw_lines: list[RawLine]
    events: list[EventTruth]


def judge(folder: Path) -> Judgement:
    """Apply every rule to every row."""
    rows = [_deliver(raw, record) for raw, record in _raw_records(folder)]
    firsts = _first_deliveries(rows)
    persons = _Persons(folder, firsts.values())
    orgs = _Orgs(folder)
    groups = _Groups(folder, persons)
    events = [_event(row, persons, orgs, groups) for row in firsts.values()]
    return Judgement([_raw_line(row, firsts) for row in rows], events)


def _raw_records(folder: Path) -> Iterator[tuple[RawTable, Record]]:
    for raw in EVENT_TABLES.values():
        for record in _read(folder, f"raw/{raw.table.schema}", raw.table):
            yield raw, record


def _read(folder: Path, below: str, table: Table) -> list[dict[str, str]]:
    with (folder / below / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _clean(text: str | None) -> str | None:
    """A value that is one, else None."""
    text = (text or "").strip()
    return None if text.lower() in NO_IDS else text


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def _deliver(raw: RawTable, record: Record) -> Delivered:
    received_at = _time(record.get("received_at"))
    loaded_at = _time(record.get("uuid_ts")) or received_at
    if loaded_at is None:
        message = f"A row of {raw.source_table} has no load time."
        raise ValueError(message)
    names = ("timestamp", "original_timestamp", "sent_at", "received_at")
    times = (_time(record.get(name)) for name in names)
    return Delivered(
        raw=raw,
        event_name=raw.event_name(record) or "",
        event_id=_clean(record["id"]),
        anonymous_id=_clean(record.get("anonymous_id")),
        user_id=_clean(record["user_id"]),
        org_values=_org_values(raw, record),
        occurred_at=next((time for time in times if time), loaded_at),
        received_at=received_at,
        loaded_at=loaded_at,
        content=tuple(record.values()),
    )


def _org_values(raw: RawTable, record: Record) -> tuple[tuple[By, str | None], ...]:
    types = {column.name: column.type for column in raw.own}
    return tuple(
        (
            by,
            _whole(record[column])
            if types[column] == "double precision"
            else _clean(record[column]),
        )
        for by, column in raw.org
    )


def _whole(text: str) -> str | None:
    return str(int(float(text))) if text else None


def _reason(row: Delivered) -> str | None:
    """Why a row is rejected: the first reason that holds."""
    received_at = row.received_at
    if not row.event_name:
        return "unplanned"
    if received_at is not None and not row.raw.takes(received_at):
        return "outside_plan"
    if row.event_id is None:
        return "no_id"
    if row.occurred_at > (received_at or row.loaded_at) + TOO_FAR_AHEAD:
        return "future_time"
    return None


def _first_deliveries(rows: Iterable[Delivered]) -> dict[str, Delivered]:
    """Of the accepted rows with one id, the one that is the event."""
    firsts: dict[str, Delivered] = {}
    for row in sorted(rows, key=_delivery_order):
        if row.reason is None and row.event_id is not None:
            firsts.setdefault(row.event_id, row)
    return firsts


def _delivery_order(row: Delivered) -> tuple[datetime, datetime, str, tuple[str, ...]]:
    return row.received_at or _NEVER, row.loaded_at, row.raw.source_table, row.content


def _raw_line(row: Delivered, firsts: Mapping[str, Delivered]) -> RawLine:
    disposition = "rejected"
    if row.reason is None and row.event_id is not None:
        disposition = "event" if firsts[row.event_id] is row else "duplicate"
    return RawLine(
        row.raw.source_table,
        row.loaded_at.date().isoformat(),
        row.event_id or "",
        disposition,
        row.reason or "",
    )


class _Persons:
    """Who an id or a browser stands for."""

    def __init__(self, folder: Path, events: Iterable[Delivered]) -> None:
        self.merged = {
            previous: user
            for record in _read(folder, "raw/segment_web", ALIASES.table)
            if (previous := _clean(record["previous_id"])) and (user := _clean(record["user_id"]))
        }
        self.staff: dict[str, bool] = {}
        for record in _read(folder, "snapshots", USERS_SNAPSHOT):
            self.staff[record["id"]] = "true" in (record["is_internal"], record["is_test"])
        self.links = self._links(folder, events)

    def map(self, user: str) -> str:
        """The last id that an id was merged into."""
        while user in self.merged:
            user = self.merged[user]
        return user

    def _links(
        self, folder: Path, events: Iterable[Delivered]
    ) -> dict[str, list[tuple[datetime, str]]]:
        """Per browser, when it was linked to whom, in order of time; ties by the larger id first.

        So that the last link at or before a moment is the smaller id's.
        """
        links: dict[str, set[tuple[datetime, str]]] = defaultdict(set)
        for record in _read(folder, "raw/segment_web", IDENTIFIES.table):
            anonymous_id, user = _clean(record["anonymous_id"]), _clean(record["user_id"])
            linked_at = _time(record["timestamp"])
            if anonymous_id and user and linked_at:
                links[anonymous_id].add((linked_at, self.map(user)))
        for event in events:
            if event.anonymous_id and event.user_id:
                links[event.anonymous_id].add((event.occurred_at, self.map(event.user_id)))
        return {anonymous_id: _in_order(found) for anonymous_id, found in links.items()}

    def user_of(self, row: Delivered) -> tuple[str | None, str | None]:
        """The user of an event, or why it has none."""
        if row.user_id is not None:
            user = self.map(row.user_id)
        elif row.anonymous_id is None:
            return None, "no_id"
        else:
            links = self.links.get(row.anonymous_id, [])
            if len({user for _, user in links}) > MOST_USERS_OF_A_BROWSER:
                return None, "shared_device"
            if not links:
                return None, "anonymous"
            user = _linked_user(links, row.occurred_at)
        return user, None if user in self.staff else "unknown_user"


def _in_order(links: Iterable[tuple[datetime, str]]) -> list[tuple[datetime, str]]:
    by_user = sorted(links, key=lambda link: link[1], reverse=True)
    return sorted(by_user, key=lambda link: link[0])


def _linked_user(links: Sequence[tuple[datetime, str]], moment: datetime) -> str:
    """The last user linked at or before a moment, before the first link the first one linked."""
    before = [link for link in links if link[0] <= moment]
    if before:
        return before[-1][1]
    return min(user for linked_at, user in links if linked_at == links[0][0])


class _Groups:
    """In which org each user last said to work."""

    def __init__(self, folder: Path, persons: _Persons) -> None:
        self.calls: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
        for record in _read(folder, "raw/segment_web", GROUPS.table):
            user, group = _clean(record["user_id"]), _clean(record["group_id"])
            called_at = _time(record["timestamp"])
            if user and group and called_at:
                self.calls[persons.map(user)].append((called_at, group))
        for calls in self.calls.values():
            calls.sort()

    def last(self, user: str | None, moment: datetime) -> str | None:
        """The group of the last call at or before a moment."""
        calls = self.calls.get(user or "", [])
        position = bisect_right(calls, moment, key=lambda call: call[0])
        return calls[position - 1][1] if position else None


@dataclass(frozen=True, slots=True)
class _Holding:
    """An org holds a name in [start, end)."""

    name: str
    org_id: str
    start: datetime
    end: datetime

    @property
    def key(self) -> str:
        """The name as names are compared."""
        return self.name.casefold()

    def covers(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


class _Orgs:
    """Which org an id or a name means."""

    def __init__(self, folder: Path) -> None:
        self.internal: dict[str, bool] = {}
        self.holdings: dict[str, list[_Holding]] = defaultdict(list)
        self.aliases: dict[str, list[_Holding]] = defaultdict(list)
        for record in _read(folder, "snapshots", ORGANIZATIONS_SNAPSHOT):
            self._remember(record)
        with (folder / "aliases.csv").open(encoding="utf-8", newline="") as file:
            for record in csv.DictReader(file):
                start = _time(record["valid_from"]) or _BEGINNING
                end = _end(record["valid_to"])
                holding = _Holding(record["org_name"], record["org_id"], start, end)
                self.aliases[holding.key].append(holding)

    def _remember(self, record: Record) -> None:
        org_id = record["id"]
        is_first = org_id not in self.internal
        self.internal[org_id] = record["is_internal"] == "true"
        start = None if is_first else _time(record["dbt_valid_from"])
        end = _end(record["dbt_valid_to"])
        holding = _Holding(record["name"], org_id, start or _BEGINNING, end)
        self.holdings[holding.key].append(holding)

    def find(self, by: By, value: str, moment: datetime) -> tuple[str | None, str | None]:
        """The org that a value means at a moment, or why none."""
        if by in ("id", "group"):
            return (value, None) if value in self.internal else (None, "unknown_id")
        return self._by_name(value.split("/", 1)[0].strip() if by == "repo" else value, moment)

    def _by_name(self, name: str, moment: datetime) -> tuple[str | None, str | None]:
        key = name.casefold()
        aliases, holdings = self.aliases.get(key, []), self.holdings.get(key, [])
        for found in (
            [holding for holding in aliases if holding.covers(moment)],
            [holding for holding in holdings if holding.covers(moment)],
            _last_before([*aliases, *holdings], moment),
            _first_after([*aliases, *holdings], moment),
        ):
            if found:
                return _only(found, name)
        return None, "unknown_name"


def _end(text: str) -> datetime:
    return _time(text) or _NEVER


def _last_before(holdings: Sequence[_Holding], moment: datetime) -> list[_Holding]:
    past = [holding for holding in holdings if holding.end <= moment]
    last = max((holding.end for holding in past), default=None)
    return [holding for holding in past if holding.end == last]


def _first_after(holdings: Sequence[_Holding], moment: datetime) -> list[_Holding]:
    coming = [holding for holding in holdings if moment < holding.start]
    first = min((holding.start for holding in coming), default=None)
    return [holding for holding in coming if holding.start == first]


def _only(found: Sequence[_Holding], name: str) -> tuple[str | None, str | None]:
    """The one holder, or the one who writes the name just so."""
    exact = {holding.org_id for holding in found if holding.name == name}
    holders = exact or {holding.org_id for holding in found}
    return (holders.pop(), None) if len(holders) == 1 else (None, "ambiguous")


def _event(row: Delivered, persons: _Persons, orgs: _Orgs, groups: _Groups) -> EventTruth:
    user_id, user_reason = persons.user_of(row)
    org_id, matched_by, org_reason = _match(row, user_id, orgs, groups)
    of_org = orgs.internal.get(org_id or "", False)
    return EventTruth(
        event_id=row.event_id or "",
        event_name=row.event_name,
        source_table=row.raw.source_table,
        occurred_at=row.occurred_at,
        org_id=org_id,
        org_matched_by=matched_by,
        org_unmatched_reason=org_reason,
        user_id=user_id,
        visitor_id=_visitor(user_id, row.anonymous_id),
        user_unmatched_reason=user_reason,
        anonymous_id=row.anonymous_id,
        is_internal=of_org or persons.staff.get(user_id or "", False),
    )


def _visitor(user_id: str | None, anonymous_id: str | None) -> str | None:
    if user_id:
        return f"user:{user_id}"
    return f"anonymous:{anonymous_id}" if anonymous_id else None


def _match(
    row: Delivered, user_id: str | None, orgs: _Orgs, groups: _Groups
) -> tuple[str | None, str | None, str | None]:
    """The first step that finds an org; else the reason of the first that had a value."""
    reasons: list[str] = []
    for by, value in row.org_values:
        named = value
        if by == "group" and value is None:
            named = groups.last(user_id, row.occurred_at)
        if named is None:
            continue
        org_id, reason = orgs.find(by, named, row.occurred_at)
        if org_id is not None:
            return org_id, by, None
        reasons.append(reason or "")
    return None, None, reasons[0] if reasons else "no_org"
