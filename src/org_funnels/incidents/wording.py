"""The words of a message, the same in every channel. No key and no personal datum is among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.incidents.incident import SOURCE_CHECK
from org_funnels.quality.wording import counted, duration, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from org_funnels.incidents.decide import Item, Message
    from org_funnels.incidents.finding import Finding
    from org_funnels.incidents.incident import Incident, Part

# How many checks or days a text names before it counts the rest.
_NAMED = 10


@dataclass(frozen=True)
class ItemText:
    """What a message says of one incident: a first line, and what stands under it."""

    title: str
    lines: tuple[str, ...]


def message_title(message: Message) -> str:
    """The subject: the one incident, or how many of each."""
    if len(message.items) == 1:
        return item_text(message.items[0], None).title
    ended = sum(not item.incident.is_open for item in message.items)
    going_on = len(message.items) - ended
    parts = [f"{going_on} open" if going_on else "", f"{ended} over" if ended else ""]
    told = counted(len(message.items), "incident", "incidents")
    return f"{told} for {message.owner}: {', '.join(part for part in parts if part)}"


def item_text(item: Item, now: datetime | None) -> ItemText:
    """What is said of one incident. `now` tells how long it has been open."""
    incident = item.incident
    if item.kind == "resolved":
        how = "NO LONGER CHECKED" if incident.resolution == "unchecked" else "RESOLVED"
        return ItemText(f"[{how}] {incident.headline}", (_ending(incident), _place(incident)))
    lines = [
        _over(incident) if item.kind == "past" else _since(item, now),
        *incident.details,
        _days(incident),
        _place(incident),
    ]
    title = f"[{_label(item)}] {incident.headline}"
    return ItemText(title, tuple(line for line in lines if line))


def source_headline(source: str, findings: Sequence[Finding]) -> str:
    """What a whole source is said to have."""
    if len(findings) == 1:
        return findings[0].headline
    checks = {(one.check_name, one.subject) for one in findings}
    missing = sum(one.missing_count for one in findings)
    failing = counted(len(checks), "check fails", "checks fail")
    lost = f", {counted(missing, 'event is', 'events are')} missing" if missing else ""
    return f"Source {source} is losing events: {failing}{lost}"


def source_details(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Each check's own first line, the one that misses most first; of one check, what it says."""
    if len(findings) == 1:
        return findings[0].details
    ordered = sorted(findings, key=lambda one: (-one.missing_count, one.check_name, one.subject))
    named = [f"- {one.headline}" for one in ordered[:_NAMED]]
    rest = len(ordered) - _NAMED
    return (*named, *([f"- and {rest} more"] if rest > 0 else []))


def late_events(said: str, arrived: int) -> str:
    """Why an incident is over that late events ended."""
    now = f"now {said}, " if said else ""
    return f"{now}healed by {counted(arrived, 'late event', 'late events')}"


def moment(at: datetime) -> str:
    """A time of the log, to the minute: `2026-11-13 07:00 UTC`."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _label(item: Item) -> str:
    severity = item.incident.severity.upper()
    ends = {"worse": ", worse", "digest": ", still open", "past": ", over"}
    return severity + ends.get(item.kind, "")


def _since(item: Item, now: datetime | None) -> str:
    """A reminder says how long it has been one."""
    if now is None or item.kind not in ("digest", "worse"):
        return ""
    return f"Open for {_length(item.incident.opened_at, now)}."


def _over(incident: Incident) -> str:
    """What is first seen when it is over already."""
    return f"It is over: {incident.resolution_text}."


def _ending(incident: Incident) -> str:
    until = incident.resolved_at or incident.opened_at
    text = incident.resolution_text
    return f"{text[:1].upper()}{text[1:]}. It was open for {_length(incident.opened_at, until)}."


def _length(first: datetime, last: datetime) -> str:
    return duration(int((last - first).total_seconds()))


def _days(incident: Incident) -> str:
    """Where it has several, all of them, the newest first."""
    if incident.check_name == SOURCE_CHECK or len(incident.windows) == 1:
        return ""
    parts = [part for part in reversed(incident.parts) if part.key.window]
    named = [_day(part) for part in parts[:_NAMED]]
    unnamed = len(parts) - _NAMED
    if unnamed > 0:
        named.append(counted(unnamed, "earlier day", "earlier days"))
    return f"Its days: {', '.join(named)}." if named else ""


def _day(part: Part) -> str:
    day = short_day(part.key.window) if part.key.window else ""
    return f"{day} ({counted(part.missing_count, 'missing', 'missing')})"


def _place(incident: Incident) -> str:
    """Where it is in the log, and what to run."""
    parts = [
        f"Owner {incident.owner}",
        f"incident {incident.incident_id}, opened {moment(incident.opened_at)}",
        *_commands(incident),
    ]
    return " | ".join(parts)


def _commands(incident: Incident) -> Iterable[str]:
    newest = [part for part in incident.parts if part.missing_count and part.key.window]
    if newest:
        key = newest[-1].key
        yield f"who: org-funnels quality missing {key.check_name} {key.window}"
