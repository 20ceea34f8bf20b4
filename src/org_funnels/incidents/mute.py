"""What people said about incidents: a mute hides messages, an acknowledgement ends the reminders.

Neither hides a row, nor changes what an incident is. Both end by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from org_funnels.incidents.incident import Incident


@dataclass(frozen=True)
class Mute:
    """No message about a check, an event source or one incident, until it expires."""

    scope: str
    reason: str
    made_by: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Acknowledgement:
    """Somebody is at it: no daily digest of the incident, until it expires."""

    incident_id: str
    reason: str
    made_by: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Said:
    """All that people said. Of two about one thing, the later rules."""

    mutes: tuple[Mute, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()

    def mute_of(self, incident: Incident, now: datetime) -> Mute | None:
        """The mute that holds for it now."""
        scopes = {incident.incident_id, incident.check_name, incident.source}
        latest = {mute.scope: mute for mute in sorted(self.mutes, key=lambda one: one.made_at)}
        holding = (latest[scope] for scope in sorted(filter(None, scopes & set(latest))))
        return next((mute for mute in holding if mute.expires_at > now), None)

    def acknowledgement_of(self, incident: Incident, now: datetime) -> Acknowledgement | None:
        """The acknowledgement that holds for it now."""
        about = [one for one in self.acknowledgements if one.incident_id == incident.incident_id]
        latest = max(about, key=lambda one: one.made_at, default=None)
        return latest if latest and latest.expires_at > now else None
