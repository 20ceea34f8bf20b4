"""To a Slack-compatible incoming webhook: Slack's own, Mattermost's, Rocket.Chat's."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from org_funnels.alerts.alert import Alert, Delivery, Section, hash_of
from org_funnels.alerts.http import post

if TYPE_CHECKING:
    from collections.abc import Iterable

    from org_funnels.incidents.finding import Severity

# Slack's limits. The last is no documented one: a message of more text is refused all the same.
LONGEST_HEADER = 150
LONGEST_SECTION = 3000
MOST_BLOCKS = 50
LONGEST_MESSAGE = 12_000

_MORE = "More incidents: org-funnels quality status"
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True)
class SlackChannel:
    """The address is the secret: it comes from the environment and is never shown."""

    url: str = field(repr=False)
    least: Severity = "warning"
    name: str = "slack"

    def send(self, alert: Alert) -> Delivery:
        """Post the alert as blocks, with the title as the text of the notification."""
        body = json.dumps(payload(alert), ensure_ascii=False).encode()
        answer = post(self.url, body, {"Content-Type": "application/json; charset=utf-8"})
        status: Any = "failed" if answer.error else "delivered"
        return Delivery(self.name, status, answer.attempts, hash_of(body), answer.error)


def payload(alert: Alert) -> dict[str, Any]:
    """What Slack is sent, within its limits; what does not fit is where it says."""
    blocks: list[dict[str, Any]] = [
        {
            "type": "header",
            "text": {"type": "plain_text", "text": _cut(alert.title, LONGEST_HEADER)},
        }
    ]
    texts = [_section(section) for section in alert.sections]
    fitting = list(_fitting(texts))
    blocks += [_block(text) for text in fitting]
    if len(fitting) < len(texts):
        blocks.append(_block(_MORE))
    return {"text": escape(_cut(alert.title, LONGEST_SECTION)), "blocks": blocks}


def escape(text: str) -> str:
    """What Slack would take for a mention or a link is only text."""
    return "".join(_ESCAPED.get(character, character) for character in text)


def _section(section: Section) -> str:
    """One incident, cut at a character and never inside of an escape."""
    title = f"*{_escaped_up_to(section.title, LONGEST_SECTION // 2)}*"
    rest = LONGEST_SECTION - len(title) - 1
    return f"{title}\n{_escaped_up_to(chr(10).join(section.lines), rest)}"


def _escaped_up_to(text: str, length: int) -> str:
    whole = escape(text)
    if len(whole) <= length:
        return whole
    kept, used = [], 1
    for character in text:
        used += len(escape(character))
        if used > length:
            break
        kept.append(escape(character))
    return "".join(kept) + "…"


def _fitting(texts: Iterable[str]) -> Iterable[str]:
    """As many as a message holds beside its header and the line that there are more."""
    left, room = MOST_BLOCKS - 2, LONGEST_MESSAGE
    for text in texts:
        room -= len(text)
        if left == 0 or room < 0:
            return
        left -= 1
        yield text


def _block(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
