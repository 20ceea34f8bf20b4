"""By e-mail, as text and HTML. The mails about one incident refer to it, so that they thread."""

from __future__ import annotations

import html
import smtplib
import ssl
import time
from dataclasses import dataclass, field
from datetime import UTC
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, Literal

from org_funnels.alerts.alert import Alert, Delivery, hash_of
from org_funnels.alerts.http import SECONDS, TRIES

if TYPE_CHECKING:
    from org_funnels.incidents.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sized

Security = Literal["starttls", "tls", "none"]

_DOMAIN = "org-funnels.invalid"
_LONGEST_SUBJECT = 200
_WAIT_SECONDS = 2
# From here on an answer of SMTP is final: trying again would not help.
_FINAL = 500


@dataclass(frozen=True)
class MailServer:
    """Where mails are handed in. User and password come from the environment."""

    host: str
    port: int
    sender: str
    security: Security = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class EmailChannel:
    """Some addresses, by one server."""

    server: MailServer
    to: tuple[str, ...]
    least: Severity = "warning"
    name: str = "email"

    def send(self, alert: Alert) -> Delivery:
        """Hand the mail in, with tries where the server may yet take it."""
        mail, payload_hash = (
            mail_of(alert, self.server.sender, self.to),
            hash_of(alert.text.encode()),
        )
        for attempt in range(1, TRIES + 1):
            if attempt > 1:
                time.sleep(_WAIT_SECONDS)
            outcome = _hand_in(mail, self.server)
            if outcome.is_final:
                break
        return Delivery(self.name, outcome.status, attempt, payload_hash, outcome.error)


@dataclass(frozen=True)
class _Outcome:
    """One try. The error is in our words: the server's may quote addresses."""

    status: Literal["delivered", "failed"]
    error: str = ""
    is_final: bool = True


def _hand_in(mail: EmailMessage, server: MailServer) -> _Outcome:
    """What a server took is delivered, even where it refused some of the recipients."""
    try:
        with _connected(server) as connection:
            refused = connection.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        is_final = all(code >= _FINAL for code, _ in error.recipients.values())
        return _Outcome("failed", "every recipient was refused", is_final)
    except smtplib.SMTPResponseException as error:
        return _Outcome("failed", f"SMTP {error.smtp_code}", error.smtp_code >= _FINAL)
    except (TimeoutError, smtplib.SMTPServerDisconnected) as error:
        # smtplib says of both that the connection is gone
        is_late = isinstance(error, TimeoutError) or "timed out" in str(error)
        what = f"no answer within {SECONDS} s" if is_late else "the connection was closed"
        return _Outcome("failed", what, is_final=False)
    except (OSError, smtplib.SMTPException) as error:
        return _Outcome("failed", type(error).__name__, is_final=False)
    return _Outcome("delivered", _refusals(refused, mail) if refused else "")


def _refusals(refused: Sized, mail: EmailMessage) -> str:
    return f"{len(refused)} of {len(mail['To'].addresses)} recipients refused"


def mail_of(alert: Alert, sender: str, to: tuple[str, ...]) -> EmailMessage:
    """The mail: its id is that of the message, and it refers to each of its incidents."""
    mail = EmailMessage()
    subject = " ".join(alert.title.split())
    mail["Subject"] = (
        subject if len(subject) <= _LONGEST_SUBJECT else f"{subject[:_LONGEST_SUBJECT]}…"
    )
    mail["From"] = sender
    mail["To"] = ", ".join(to)
    mail["Date"] = format_datetime(alert.made_at.replace(tzinfo=UTC))
    mail["Message-ID"] = f"<{alert.key}@{_DOMAIN}>"
    threads = [f"<{section.incident_id}@{_DOMAIN}>" for section in alert.sections]
    mail["In-Reply-To"] = threads[0]
    mail["References"] = " ".join(threads)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(alert.text)
    mail.add_alternative(_html(alert), subtype="html")
    return mail


def _html(alert: Alert) -> str:
    sections = (
        f"<h3>{html.escape(one.title)}</h3>"
        + "".join(f"<p>{html.escape(line)}</p>" for line in one.lines)
        for one in alert.sections
    )
    return f"<html><body>{''.join(sections)}</body></html>"


def _connected(server: MailServer) -> smtplib.SMTP:
    """A connection, encrypted and logged in as the server wants it."""
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user is not None:
            connection.login(server.user, server.password or "")
    except BaseException:
        connection.close()
        raise
    return connection
