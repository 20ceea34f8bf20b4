"""What has changed since the last run, and who must be told: a pure function.

    a finding that no incident has           opens one; a day beside an open one's days extends it
    three checks of a source on one day,     one incident of the source, which takes in the rest
      or a source that is silent
    none of its findings is left             it is over: healed by late events, or gone
    nobody will ever look again              it is over: no longer checked
    two good complete days after it          it is over, though what was lost stays lost
    worse than when it was last told         severity up, or twice as many missing: told again
    a day since it was last told             a digest, unless somebody acknowledged it

Nobody is told twice of one state, nothing is told while it is muted, and what reached nobody is
told at the next run.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from org_funnels.incidents.finding import rank
from org_funnels.incidents.membership import assign
from org_funnels.incidents.mute import Said
from org_funnels.incidents.resolution import refreshed, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from org_funnels.incidents.finding import Round
    from org_funnels.incidents.incident import Incident, Kind, Told

ChangeKind = Literal["opened", "extended", "worse", "changed", "resolved"]

_DIGEST_AFTER = timedelta(days=1)
_DOUBLED = 2


@dataclass(frozen=True)
class State:
    """What the log knows: every incident that ever was, and what was told and said of them."""

    incidents: tuple[Incident, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class Change:
    """An incident as it now stands, and what became of it."""

    kind: ChangeKind
    incident: Incident


@dataclass(frozen=True)
class Item:
    """One incident in a message; `number` counts the messages about it."""

    kind: Kind
    incident: Incident
    number: int


@dataclass(frozen=True)
class Message:
    """All that one owner is told after one run."""

    owner: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Decision:
    """What to write down, and what to say."""

    changes: tuple[Change, ...]
    messages: tuple[Message, ...]


def decide(state: State, found: Round, now: datetime, platform_owner: str) -> Decision:
    """What the round changes, and what is to be told. On its own outcome that is nothing."""
    owned = tuple(
        item if item.owner else replace(item, owner=platform_owner) for item in found.findings
    )
    found = replace(found, findings=owned)
    before = {incident.incident_id: incident for incident in state.incidents}
    assigned = assign(state.incidents, found, now, platform_owner)
    after = [
        resolved(refreshed(one.incident, one.findings), one, found, now, state.said)
        for one in assigned
    ]
    changes = tuple(
        Change(kind, incident)
        for incident in after
        if (kind := _change(before.get(incident.incident_id), incident))
    )
    ended = [incident for incident in state.incidents if not incident.is_open]
    return Decision(changes, _messages([*ended, *after], state, now))


def _change(before: Incident | None, after: Incident) -> ChangeKind | None:
    """What became of it; None where at most its details read otherwise."""
    if before is None:
        return "resolved" if not after.is_open else "opened"
    if not after.is_open:
        return "resolved"
    if rank(after.severity) > rank(before.severity):
        return "worse"
    if len(after.parts) > len(before.parts):
        return "extended"
    reworded = replace(before, details=after.details)
    return "changed" if reworded != after else None


def _messages(incidents: Iterable[Incident], state: State, now: datetime) -> tuple[Message, ...]:
    """One an owner, the worst first."""
    items: dict[str, list[Item]] = defaultdict(list)
    for incident in incidents:
        if kind := _due(incident, state, now):
            told = state.told.get(incident.incident_id)
            items[incident.owner].append(Item(kind, incident, told.number + 1 if told else 1))
    return tuple(
        Message(owner, tuple(sorted(items[owner], key=_urgency))) for owner in sorted(items)
    )


def _urgency(item: Item) -> tuple[bool, int, str, str]:
    return (
        item.kind == "resolved",
        -rank(item.incident.severity),
        item.incident.check_name,
        item.incident.incident_id,
    )


def _due(incident: Incident, state: State, now: datetime) -> Kind | None:
    """What is to be told of an incident now, if anything is."""
    if incident.resolution == "merged" or state.said.mute_of(incident, now):
        return None
    told = state.told.get(incident.incident_id)
    if not incident.is_open:
        return None if incident.is_hushed else _due_at_the_end(told)
    if told is None:
        return "opened"
    if _is_worse(incident, told):
        return "worse"
    is_quiet = state.said.acknowledgement_of(incident, now) or now - told.at < _DIGEST_AFTER
    return None if is_quiet else "digest"


def _due_at_the_end(told: Told | None) -> Kind | None:
    if told is None:
        return "past"
    return None if told.kind in ("resolved", "past") else "resolved"


def _is_worse(incident: Incident, told: Told) -> bool:
    has_doubled = 0 < told.missing_count * _DOUBLED <= incident.missing_count
    return rank(incident.severity) > rank(told.severity) or has_doubled
