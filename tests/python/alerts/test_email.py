"""Mails handed in to a real SMTP server on this machine."""

from __future__ import annotations

import email
import socket
import time
from email import policy
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller

from org_funnels.alerts import email as channel_module
from org_funnels.alerts.email import EmailChannel, MailServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from org_funnels.alerts.alert import Alert


class _Mailbox:
    """What an SMTP server does with mail: keeps it, unless it has other answers first."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: list[str] = []

    async def handle_DATA(  # noqa: N802  (aiosmtpd's name)
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
    ) -> str:
        if self.answers:
            return self.answers.pop(0)
        content = bytes(envelope.original_content or b"")
        self.mails.append(email.message_from_bytes(content, policy=policy.default))
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def mailbox() -> _Mailbox:
    return _Mailbox()


@pytest.fixture
def server(mailbox: _Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A server that takes mail without encryption, as on a private network."""
    monkeypatch.setattr(channel_module, "_WAIT_SECONDS", 0.01)
    port = _free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield MailServer("127.0.0.1", port, "org-funnels@example.com", "none")
    controller.stop()


def test_a_mail_arrives_as_text_and_html_and_threads_by_its_incidents(
    mailbox: _Mailbox, server: MailServer, alert: Alert
) -> None:
    delivery = EmailChannel(server, ("a@example.com", "b@example.com")).send(alert)

    (mail,) = mailbox.mails
    assert (delivery.status, delivery.attempts) == ("delivered", 1)
    assert mail["Subject"] == "2 incidents for growth: 2 open"
    assert mail["To"] == "a@example.com, b@example.com"
    assert mail["Message-ID"] == f"<{alert.key}@org-funnels.invalid>"
    assert mail["References"] == "<7f3a0001@org-funnels.invalid> <7f3a0002@org-funnels.invalid>"
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n").strip() == alert.text
    assert "browser &lt;Safari &amp; co&gt;" in html.get_content()


def test_13_a_server_that_is_busy_is_tried_again(
    mailbox: _Mailbox, server: MailServer, alert: Alert
) -> None:
    mailbox.answers = ["451 try again", "451 try again"]

    delivery = EmailChannel(server, ("a@example.com",)).send(alert)

    assert (delivery.status, delivery.attempts, len(mailbox.mails)) == ("delivered", 3, 1)


def test_13_a_server_that_refuses_for_good_is_not_tried_again(
    mailbox: _Mailbox, server: MailServer, alert: Alert
) -> None:
    mailbox.answers = ["554 no a@example.com"]

    delivery = EmailChannel(server, ("a@example.com",)).send(alert)

    assert (delivery.status, delivery.attempts, delivery.error) == ("failed", 1, "SMTP 554")


def test_one_address_that_is_wrong_does_not_keep_the_mail_from_the_others(
    mailbox: _Mailbox, server: MailServer, alert: Alert
) -> None:
    delivery = EmailChannel(server, ("a@example.com", "nobody@example.com")).send(alert)

    assert (delivery.status, len(mailbox.mails)) == ("delivered", 1)
    assert delivery.error == "1 of 2 recipients refused"


def test_every_address_that_is_wrong_is_a_failure(server: MailServer, alert: Alert) -> None:
    delivery = EmailChannel(server, ("nobody@example.com",)).send(alert)

    assert (delivery.status, delivery.error) == ("failed", "every recipient was refused")


def test_13_a_server_that_never_answers_is_left_after_the_time_out(
    alert: Alert, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "SECONDS", 0.2)
    monkeypatch.setattr(channel_module, "_WAIT_SECONDS", 0.01)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        server = MailServer("127.0.0.1", silent.getsockname()[1], "o@example.com", "none")

        begun = time.monotonic()
        delivery = EmailChannel(server, ("a@example.com",)).send(alert)

    assert time.monotonic() - begun < 3
    assert (delivery.status, delivery.attempts) == ("failed", 3)
    assert delivery.error == "no answer within 0.2 s"


def test_no_mail_goes_out_unencrypted_where_encryption_was_wanted(
    mailbox: _Mailbox, server: MailServer, alert: Alert
) -> None:
    wanted = MailServer(server.host, server.port, server.sender, "starttls")

    delivery = EmailChannel(wanted, ("a@example.com",)).send(alert)

    assert (delivery.status, mailbox.mails) == ("failed", [])


def test_a_password_is_not_shown() -> None:
    server = MailServer("mail.example.com", 587, "o@example.com", "tls", "user", "a password")

    assert "a password" not in repr(server)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
