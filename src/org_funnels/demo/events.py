"""What a tracker saw, what it meant, and the raw rows that became of it.

An `Event` carries the intention: who really did it, in which org, and what each value that names an
org refers to. A `RawRow` carries what the warehouse gets to see. The truth is written from the
first, the raw tables from the second.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, Literal

from org_funnels.demo.cases import Case
from org_funnels.demo.tables import By, RawTable

Value = str | int | float | Decimal | bool | datetime | None
Reason = Literal["unknown_id", "unknown_name", "ambiguous"]
Disposition = Literal["event", "duplicate", "rejected"]

NOT_IDS: Final = ("", "null", "undefined", "None", "NULL")
"""What clients write where they have no id."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What one value that names an org means: an org, or why none.

    With neither, the value is missing. `last_call` stands for a missing group: the user's last
    `group` call says it.
    """

    by: By
    org_id: int | None = None
    reason: Reason | None = None
    last_call: bool = False


@dataclass(slots=True)
class Browser:
    """A browser, or whatever else keeps one anonymous id.

    `owner` is the only user who signs in with it; a browser that several people share has none,
    and then each anonymous event says whose it is.
    """

    anonymous_id: str
    name: str
    agent: str
    treatment: str
    owner: str | None = None
    skew: timedelta = timedelta(0)
    is_mobile: bool = False
    is_kiosk: bool = False


@dataclass(slots=True)
class Event:
    """Something that happened, and what it means.

    `sent_user` is the id that was sent, `belongs_to` the user whose it is where these differ.
    """

    raw: RawTable
    event_id: str
    at: datetime
    references: tuple[Reference, ...]
    sent_user: str | None
    browser: Browser | None
    belongs_to: str | None = None


@dataclass(slots=True)
class RawRow:
    """A row of a raw event table, with what it was meant to become."""

    event: Event
    id: str | None
    anonymous_id: str | None
    user_id: str | None
    original_timestamp: datetime | None
    sent_at: datetime | None
    received_at: datetime | None
    timestamp: datetime | None
    uuid_ts: datetime | None
    values: Mapping[str, Value]
    disposition: Disposition = "event"
    reason: str | None = None
    cases: tuple[Case, ...] = ()

    @property
    def loaded_at(self) -> datetime:
        """When the row came into the warehouse."""
        moment = self.uuid_ts or self.received_at
        if moment is None:
            message = f"A row of {self.event.raw.source_table} has neither load time."
            raise ValueError(message)
        return moment

    @property
    def occurred_at(self) -> datetime:
        """When it happened, as well as the row can tell."""
        stored = "timestamp" not in self.event.raw.lacks
        return (
            (self.timestamp if stored else None)
            or self.original_timestamp
            or (self.sent_at if "sent_at" not in self.event.raw.lacks else None)
            or self.received_at
            or self.loaded_at
        )

    def show(self, *cases: Case) -> None:
        """Name what the row is an example of, each case once."""
        self.cases = tuple(dict.fromkeys((*self.cases, *cases)))

    def timestamp_or_raise(self) -> datetime:
        """The corrected time of a row that still has it."""
        if self.timestamp is None:
            message = f"A row of {self.event.raw.source_table} has lost its timestamp."
            raise ValueError(message)
        return self.timestamp


@dataclass(frozen=True, slots=True)
class Call:
    """An `identify`, `group` or `alias` call, as its raw table stores it."""

    raw: RawTable
    id: str
    anonymous_id: str | None
    user_id: str | None
    original_timestamp: datetime
    sent_at: datetime
    received_at: datetime
    timestamp: datetime
    uuid_ts: datetime
    values: Mapping[str, Value] = field(default_factory=dict)


def known(by: By, org_id: int) -> Reference:
    """A value that means this org."""
    return Reference(by, org_id=org_id)


def missed(by: By, reason: Reason) -> Reference:
    """A value that means no org that could be told."""
    return Reference(by, reason=reason)


def silent(by: By) -> Reference:
    """No value."""
    return Reference(by)


LAST_CALL: Final = Reference("group", last_call=True)
