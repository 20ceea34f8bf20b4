"""A message in words, ready for any channel, and what became of sending it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from org_funnels.incidents.finding import Severity, rank, worst
from org_funnels.incidents.wording import item_text, message_title

if TYPE_CHECKING:
    from datetime import datetime

    from org_funnels.incidents.decide import Item, Message
    from org_funnels.incidents.incident import Kind

_KEY_LENGTH = 32


@dataclass(frozen=True)
class Section:
    """What an alert says of one incident."""

    incident_id: str
    kind: Kind
    number: int
    check_name: str
    severity: Severity
    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, as plain text."""
        return "\n".join((self.title, *self.lines))


@dataclass(frozen=True)
class Alert:
    """All that one owner is told after one run."""

    owner: str
    run_id: str
    made_at: datetime
    title: str
    sections: tuple[Section, ...]

    @property
    def severity(self) -> Severity:
        """The worst that it tells of."""
        return worst(section.severity for section in self.sections)

    @property
    def key(self) -> str:
        """The same for the same message, sent again or not: receivers can drop the second."""
        told = (f"{one.incident_id}:{one.kind}:{one.number}" for one in self.sections)
        return hashlib.sha256("|".join((self.owner, *told)).encode()).hexdigest()[:_KEY_LENGTH]

    @property
    def text(self) -> str:
        """All of it, as plain text."""
        return "\n\n".join(section.text for section in self.sections)


@dataclass(frozen=True)
class Delivery:
    """One attempt of one channel, with its tries. `payload_hash` is of what was sent."""

    channel: str
    status: Literal["delivered", "failed"]
    attempts: int
    payload_hash: str
    error: str = ""


class Channel(Protocol):
    """A way to tell somebody. Never raises for what a receiver does."""

    @property
    def name(self) -> str:
        """What the log calls it: no address and no secret."""

    @property
    def least(self) -> Severity:
        """What is less severe is not for this channel."""

    def send(self, alert: Alert) -> Delivery:
        """Send it, with tries, in bounded time; say how it went."""


def alert_of(message: Message, run_id: str, now: datetime) -> Alert:
    """A message in words."""
    sections = tuple(_section(item, now) for item in message.items)
    return Alert(message.owner, run_id, now, message_title(message), sections)


def for_channel(alert: Alert, least: Severity) -> Alert | None:
    """What of an alert is severe enough for a channel; None where nothing is."""
    sections = tuple(one for one in alert.sections if rank(one.severity) >= rank(least))
    if not sections:
        return None
    title = alert.title if len(sections) == len(alert.sections) else sections[0].title
    return Alert(alert.owner, alert.run_id, alert.made_at, title, sections)


def hash_of(payload: bytes) -> str:
    """What the log keeps of a payload."""
    return hashlib.sha256(payload).hexdigest()


def _section(item: Item, now: datetime) -> Section:
    text, incident = item_text(item, now), item.incident
    return Section(
        incident_id=incident.incident_id,
        kind=item.kind,
        number=item.number,
        check_name=incident.check_name,
        severity=incident.severity,
        title=text.title,
        lines=text.lines,
    )
