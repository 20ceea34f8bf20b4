"""What Slack is sent, against its own published limits: slack_sdk's models hold them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from org_funnels.alerts.alert import Alert, Section
from org_funnels.alerts.slack import MOST_BLOCKS, SlackChannel, escape, payload

from .conftest import MADE_AT, Answer

if TYPE_CHECKING:
    from .conftest import Receiver

# Longer than the limits, of few pieces: a text of single characters takes long to make up.
_texts = st.builds(str.__mul__, st.text(alphabet="ab <&>*\n😀", max_size=9), st.integers(0, 900))


def test_an_alert_arrives_as_blocks_with_a_text_for_the_notification(
    receiver: Receiver, alert: Alert
) -> None:
    delivery = SlackChannel(receiver.url).send(alert)

    ((headers, body),) = receiver.requests
    assert (delivery.status, delivery.attempts) == ("delivered", 1)
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(body) == {
        "text": "2 incidents for growth: 2 open",
        "blocks": [
            {
                "type": "header",
                "text": {"type": "plain_text", "text": "2 incidents for growth: 2 open"},
            },
            _section(
                "*[CRITICAL] signups on Thu 12 Nov 2026 (UTC): 85 of 100 have their event*\n"
                "15 are missing.\n"
                "Most of it: browser &lt;Safari &amp; co&gt;, 93.3 % of the missing."
            ),
            _section("*[WARNING] repos*\n3 &gt; 2"),
        ],
    }


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(_texts, _texts), min_size=1, max_size=70), _texts)
def test_whatever_is_told_keeps_to_slacks_limits(
    sections: list[tuple[str, str]], title: str
) -> None:
    told = tuple(
        Section(f"{number}", "opened", 1, "signups", "critical", first, (rest,))
        for number, (first, rest) in enumerate(sections)
    )

    sent = payload(Alert("growth", "r", MADE_AT, title or "t", told))

    assert len(sent["blocks"]) <= MOST_BLOCKS
    assert sum(len(block["text"]["text"]) for block in sent["blocks"]) < 13_000
    for block in sent["blocks"]:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
        text = block["text"]["text"]
        assert block["type"] == "header" or escape(_plain(text)) == text


def test_a_message_has_no_more_blocks_than_slack_takes(alert: Alert) -> None:
    sent = payload(replace(alert, sections=(alert.sections[1],) * 70))

    assert len(sent["blocks"]) == MOST_BLOCKS
    assert sent["blocks"][-1] == _section("More incidents: org-funnels quality status")


def test_incidents_that_do_not_fit_are_said_to_be_more(alert: Alert) -> None:
    long = replace(alert.sections[0], lines=("x" * 5000,))

    sent = payload(replace(alert, sections=(long,) * 9))

    assert len(sent["blocks"]) == 1 + 4 + 1
    assert sent["blocks"][-1] == _section("More incidents: org-funnels quality status")


def test_a_refusal_is_a_failure_that_shows_no_address(receiver: Receiver, alert: Alert) -> None:
    receiver.answers = [Answer(403)]
    channel = SlackChannel(receiver.url)

    delivery = channel.send(alert)

    assert (delivery.status, delivery.error) == ("failed", "HTTP 403")
    assert receiver.url not in repr(channel)


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
