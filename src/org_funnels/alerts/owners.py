"""`owners.yml`: who is told by which channel.

    platform: data                    # who is told of what is no owner's: a source, a broken check
    mail: {host: smtp.example.com, from: d@example.com, user_env: MAIL_USER, password_env: MAIL_KEY}
    owners:
      growth:
        slack: {url_env: SLACK_GROWTH_URL}
      data:
        email: {to: [data@example.com]}
        webhook: {url_env: HOOK_URL, secret_env: HOOK_SECRET, least: info}

Addresses that are secrets stand in the environment, under the names that are given here.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, model_validator

from org_funnels.alerts.alert import Channel
from org_funnels.alerts.email import EmailChannel, MailServer, Security
from org_funnels.alerts.slack import SlackChannel
from org_funnels.alerts.stdout import StdoutChannel
from org_funnels.alerts.webhook import WebhookChannel
from org_funnels.errors import UserError
from org_funnels.incidents.finding import Severity
from org_funnels.tracking_plan.complaint import problems_of
from org_funnels.tracking_plan.document import read_document
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.tracking_plan.problem import PlanError
from org_funnels.tracking_plan.shape import SOME, Shape

FILE = "owners.yml"
# Where there is no file, everybody is told on the command's own output.
NOBODY = "platform"


def _variable(value: str, info: ValidationInfo) -> str:
    """The value itself is not shown: somebody may have put the secret here."""
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]*", value):
        msg = (
            f"`{info.field_name}` must be the name of an environment variable, such as "
            f"SLACK_URL, and never the value itself."
        )
        raise ValueError(msg)
    return value


Variable = Annotated[str, AfterValidator(_variable)]
Addresses = Annotated[tuple[str, ...], SOME]


class _Channel(Shape):
    least: Severity = Field("warning", description="What is less severe is not sent here.")


class Stdout(_Channel):
    """On the command's own output."""


class Slack(_Channel):
    """An incoming webhook."""

    url_env: Variable = Field(description="The variable that holds its address.")


class Webhook(_Channel):
    """Any program that takes HTTP."""

    url_env: Variable = Field(description="The variable that holds its address.")
    secret_env: Variable = Field(description="The variable that holds the secret to sign with.")


class Email(_Channel):
    """Some addresses, by the server under `mail`."""

    to: Addresses


class Mail(Shape):
    """The server where mails are handed in."""

    host: str
    port: Annotated[int, Field(gt=0, lt=65536)] = 587
    sender: str = Field(alias="from")
    security: Security = "starttls"
    user_env: Variable | None = None
    password_env: Variable | None = None


class Owner(Shape):
    """Somebody's channels."""

    stdout: Stdout | None = None
    slack: Slack | None = None
    email: Email | None = None
    webhook: Webhook | None = None

    @model_validator(mode="after")
    def _is_reached(self) -> Self:
        if not any((self.stdout, self.slack, self.email, self.webhook)):
            msg = "an owner has no channel. Give it stdout, slack, email or webhook."
            raise ValueError(msg)
        return self


class Owners(Shape):
    """The whole of owners.yml."""

    platform: str = Field(description="The owner who is told of what is nobody else's.")
    mail: Mail | None = None
    owners: Annotated[dict[str, Owner], SOME]

    @model_validator(mode="after")
    def _platform_is_known(self) -> Self:
        if self.platform not in self.owners:
            hint = did_you_mean(self.platform, self.owners)
            msg = f"`platform` is `{self.platform}`, which is no owner here. {hint}"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _mails_have_a_server(self) -> Self:
        if self.mail is None and any(owner.email for owner in self.owners.values()):
            msg = "an owner is told by email, and `mail` does not say by which server. Add it."
            raise ValueError(msg)
        return self


@dataclass(frozen=True)
class Routes:
    """The channels of each owner, with their secrets."""

    platform: str = NOBODY
    channels: Mapping[str, tuple[Channel, ...]] = field(default_factory=dict)

    def of(self, owner: str) -> tuple[Channel, ...]:
        """An owner's channels; the platform's where the file does not know the owner."""
        return self.channels.get(owner) or self.channels.get(self.platform) or (StdoutChannel(),)


def read_routes(project_dir: Path) -> Routes:
    """What the project's owners.yml says, with the secrets from the environment.

    UserError with every mistake of the file, or with every variable that is not set.
    """
    path = project_dir / FILE
    if not path.is_file():
        return Routes()
    owners = read_owners(path)
    lacking = sorted({name for name in _variables(owners) if not os.environ.get(name)})
    if lacking:
        message = (
            f"{path} names environment variables that are not set: {', '.join(lacking)}.\n"
            f"Set them where org-funnels runs, or take the channels out."
        )
        raise UserError(message)
    channels = {name: tuple(_channels(owner, owners.mail)) for name, owner in owners.owners.items()}
    return Routes(owners.platform, channels)


def read_owners(path: Path) -> Owners:
    """The file, typed; an error with all of its mistakes."""
    document = read_document(path, path.name)
    if document.problems:
        raise PlanError(document.problems, "list of owners")
    try:
        return Owners.model_validate(document.value)
    except ValidationError as error:
        problems = problems_of(error, document, Owners.model_json_schema())
        raise PlanError(problems, "list of owners") from None


def _variables(owners: Owners) -> Iterable[str]:
    for owner in owners.owners.values():
        if owner.slack:
            yield owner.slack.url_env
        if owner.webhook:
            yield from (owner.webhook.url_env, owner.webhook.secret_env)
    if owners.mail:
        yield from filter(None, (owners.mail.user_env, owners.mail.password_env))


def _channels(owner: Owner, mail: Mail | None) -> Iterable[Channel]:
    if owner.stdout:
        yield StdoutChannel(owner.stdout.least)
    if owner.slack:
        yield SlackChannel(os.environ[owner.slack.url_env], owner.slack.least)
    if owner.email and mail:
        yield EmailChannel(_server(mail), owner.email.to, owner.email.least)
    if owner.webhook:
        url, secret = os.environ[owner.webhook.url_env], os.environ[owner.webhook.secret_env]
        yield WebhookChannel(url, secret, owner.webhook.least)


def _server(mail: Mail) -> MailServer:
    return MailServer(
        host=mail.host,
        port=mail.port,
        sender=mail.sender,
        security=mail.security,
        user=os.environ[mail.user_env] if mail.user_env else None,
        password=os.environ[mail.password_env] if mail.password_env else None,
    )
