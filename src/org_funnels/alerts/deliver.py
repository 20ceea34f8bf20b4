"""Send alerts by their owners' channels, and write down what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.alerts.alert import Alert, Delivery, alert_of, for_channel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from org_funnels.alerts.alert import Channel
    from org_funnels.incidents.decide import Item, Message

    Channels = Callable[[str], Sequence[Channel]]


@dataclass(frozen=True)
class Sent:
    """A message and how each channel that it was meant for took it."""

    message: Message
    deliveries: tuple[tuple[Alert, Delivery], ...]

    @property
    def reached_nobody(self) -> bool:
        """It was for somebody, and no channel took it."""
        return bool(self.deliveries) and all(
            delivery.status == "failed" for _, delivery in self.deliveries
        )


def deliver(message: Message, channels: Iterable[Channel], run_id: str, now: datetime) -> Sent:
    """Tell one owner by every channel of theirs. A channel may be for severe things only."""
    whole = alert_of(message, run_id, now)
    sent = []
    for channel in channels:
        if alert := for_channel(whole, channel.least):
            sent.append((alert, channel.send(alert)))
    return Sent(message, tuple(sent))


def notification_rows(sent: Sent, run_id: str, now: datetime) -> list[dict[str, Any]]:
    """A row of the log for each incident and channel."""
    items = {item.incident.incident_id: item for item in sent.message.items}
    return [
        _row(items[section.incident_id], sent.message.owner, delivery, run_id, now)
        for alert, delivery in sent.deliveries
        for section in alert.sections
    ]


def _row(item: Item, owner: str, delivery: Delivery, run_id: str, now: datetime) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "sent_at": now,
        "owner": owner,
        "incident_id": item.incident.incident_id,
        "kind": item.kind,
        "number": item.number,
        "severity": item.incident.severity,
        "missing_count": item.incident.missing_count,
        "channel": delivery.channel,
        "payload_hash": delivery.payload_hash,
        "status": delivery.status,
        "attempts": delivery.attempts,
        "error": delivery.error,
    }
