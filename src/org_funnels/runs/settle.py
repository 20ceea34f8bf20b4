"""From what a run found to who was told: read the log, decide, write, send, write.

Each write is kept before the next step begins. A run that is killed is finished by the next one:
what is not known to have been told is told then, under the same key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.alerts.deliver import deliver, notification_rows
from org_funnels.incidents.decide import decide
from org_funnels.incidents.memory import change_rows, read_state
from org_funnels.log.tables import INCIDENT_CHANGES, NOTIFICATIONS

if TYPE_CHECKING:
    from datetime import datetime

    from org_funnels.alerts.deliver import Sent
    from org_funnels.alerts.owners import Routes
    from org_funnels.incidents.decide import Change
    from org_funnels.incidents.finding import Round
    from org_funnels.incidents.incident import Incident
    from org_funnels.log import Log


@dataclass(frozen=True)
class Settlement:
    """How things stand after a run. muted: open, and nobody is to be bothered."""

    open_incidents: tuple[Incident, ...]
    muted: tuple[Incident, ...]
    changes: tuple[Change, ...]
    sent: tuple[Sent, ...]

    @property
    def reached_nobody(self) -> bool:
        """Somebody was to be told, and no channel of theirs took it."""
        return any(one.reached_nobody for one in self.sent)


def settle(log: Log, found: Round, routes: Routes, run_id: str, now: datetime) -> Settlement:
    """Bring the incidents up to what was found, and tell who must know."""
    state = read_state(log)
    decision = decide(state, found, now, routes.platform)
    log.append({INCIDENT_CHANGES: change_rows(log, decision.changes, run_id, now)})
    sent = []
    for message in decision.messages:
        one = deliver(message, routes.of(message.owner), run_id, now)
        log.append({NOTIFICATIONS: notification_rows(one, run_id, now)})
        sent.append(one)
    before = {one.incident_id: one for one in state.incidents}
    after = {**before, **{one.incident.incident_id: one.incident for one in decision.changes}}
    going_on = [one for one in after.values() if one.is_open]
    muted = [one for one in going_on if state.said.mute_of(one, now)]
    return Settlement(
        tuple(one for one in going_on if one not in muted),
        tuple(muted),
        decision.changes,
        tuple(sent),
    )
