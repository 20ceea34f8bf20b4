"""To any program that takes HTTP: JSON, signed as www.standardwebhooks.com says.

A receiver verifies it with a library of its own language. `Idempotency-Key` and `webhook-id` are
the same for the same message, however often it comes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Any

from org_funnels.alerts.alert import Alert, Delivery, hash_of
from org_funnels.alerts.http import post

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from org_funnels.incidents.finding import Severity

VERSION = 1

_PREFIX = "whsec_"


@dataclass(frozen=True)
class WebhookChannel:
    """The secret signs what is sent; address and secret come from the environment."""

    url: str = field(repr=False)
    secret: str = field(repr=False)
    least: Severity = "warning"
    name: str = "webhook"

    def send(self, alert: Alert) -> Delivery:
        """Post the alert."""
        body = json.dumps(payload(alert), ensure_ascii=False, sort_keys=True).encode()
        answer = post(self.url, body, headers(alert.key, alert.made_at, body, self.secret))
        status: Any = "failed" if answer.error else "delivered"
        return Delivery(self.name, status, answer.attempts, hash_of(body), answer.error)


def payload(alert: Alert) -> dict[str, Any]:
    """The alert for a program. Fields are only ever added to a version."""
    return {
        "version": VERSION,
        "type": "incidents",
        "owner": alert.owner,
        "severity": alert.severity,
        "run_id": alert.run_id,
        "sent_at": f"{alert.made_at:%Y-%m-%dT%H:%M:%SZ}",
        "title": alert.title,
        "incidents": [
            {
                "incident_id": one.incident_id,
                "kind": one.kind,
                "number": one.number,
                "check_name": one.check_name,
                "severity": one.severity,
                "title": one.title,
                "text": one.text,
            }
            for one in alert.sections
        ],
    }


def headers(key: str, made_at: datetime, body: bytes, secret: str) -> Mapping[str, str]:
    """The id, the time and the signature of both and the body."""
    seconds = str(int(made_at.replace(tzinfo=UTC).timestamp()))
    signed = b".".join((key.encode(), seconds.encode(), body))
    signature = hmac.new(_key_of(secret), signed, hashlib.sha256).digest()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": key,
        "webhook-id": key,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }


def _key_of(secret: str) -> bytes:
    """`whsec_` and base64, as the standard writes a secret; any other text is itself."""
    if secret.startswith(_PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
        except binascii.Error:
            return secret.encode()
    return secret.encode()
