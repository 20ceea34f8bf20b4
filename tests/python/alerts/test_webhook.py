"""What a program is sent, and that it can tell it from what somebody else sends."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from org_funnels.alerts.webhook import WebhookChannel, headers

if TYPE_CHECKING:
    from org_funnels.alerts.alert import Alert

    from .conftest import Receiver

_SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two characters").decode()


def test_an_alert_arrives_as_json_under_a_key_that_stays(receiver: Receiver, alert: Alert) -> None:
    channel = WebhookChannel(receiver.url, _SECRET)

    deliveries = [channel.send(alert), channel.send(alert)]

    assert [one.status for one in deliveries] == ["delivered", "delivered"]
    (first, body), (second, again) = receiver.requests
    assert first["Idempotency-Key"] == second["Idempotency-Key"] == alert.key
    assert body == again
    document = json.loads(body)
    assert document["incidents"][0].pop("text").startswith("[CRITICAL] signups on Thu 12 Nov")
    assert document["incidents"][0] == {
        "incident_id": "7f3a0001",
        "kind": "opened",
        "number": 1,
        "check_name": "signups",
        "severity": "critical",
        "title": "[CRITICAL] signups on Thu 12 Nov 2026 (UTC): 85 of 100 have their event",
    }
    assert {name: document[name] for name in ("version", "type", "owner", "sent_at")} == {
        "version": 1,
        "type": "incidents",
        "owner": "growth",
        "sent_at": "2026-11-13T07:00:00Z",
    }


def test_a_receiver_verifies_the_signature_with_the_standards_own_library() -> None:
    body, now = b'{"owner": "growth"}', datetime.now(UTC).replace(tzinfo=None)

    sent = dict(headers("a-key", now, body, _SECRET))

    assert Webhook(_SECRET).verify(body, sent) == {"owner": "growth"}
    with pytest.raises(WebhookVerificationError):
        Webhook(_SECRET).verify(body.replace(b"growth", b"others"), sent)


def test_a_secret_in_plain_words_signs_as_itself() -> None:
    body, now = b"{}", datetime.now(UTC).replace(tzinfo=None)

    sent = dict(headers("a-key", now, body, "plain words"))

    assert Webhook(base64.b64encode(b"plain words").decode()).verify(body, sent) == {}


def test_neither_address_nor_secret_is_shown(receiver: Receiver) -> None:
    shown = repr(WebhookChannel(receiver.url, _SECRET))

    assert _SECRET not in shown
    assert receiver.url not in shown
