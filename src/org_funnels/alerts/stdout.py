"""To whoever reads the command's output: a person, or a scheduler's log."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.alerts.alert import Alert, Delivery, hash_of

if TYPE_CHECKING:
    from org_funnels.incidents.finding import Severity


@dataclass(frozen=True)
class StdoutChannel:
    """The plain text of the alert."""

    least: Severity = "warning"
    name: str = "stdout"

    def send(self, alert: Alert) -> Delivery:
        """Print it; a closed output is a failure and not a crash."""
        payload = f"{alert.text}\n\n"
        try:
            sys.stdout.write(payload)
            sys.stdout.flush()
        except (OSError, ValueError) as error:
            return Delivery(self.name, "failed", 1, hash_of(payload.encode()), type(error).__name__)
        return Delivery(self.name, "delivered", 1, hash_of(payload.encode()))
