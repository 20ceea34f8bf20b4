"""owners.yml: what it may say, what it may not, and who is told by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from org_funnels.alerts.email import EmailChannel, MailServer
from org_funnels.alerts.owners import read_routes
from org_funnels.alerts.slack import SlackChannel
from org_funnels.alerts.stdout import StdoutChannel
from org_funnels.alerts.webhook import WebhookChannel
from org_funnels.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_WHOLE = """
platform: data
mail: {host: smtp.example.com, from: data@example.com, user_env: MAIL_USER, password_env: MAIL_KEY}
owners:
  growth:
    slack: {url_env: SLACK_GROWTH_URL}
    email: {to: [growth@example.com], least: critical}
  data:
    stdout: {}
    webhook: {url_env: HOOK_URL, secret_env: HOOK_SECRET, least: info}
"""


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables that the file names."""
    for name in ("MAIL_USER", "MAIL_KEY", "SLACK_GROWTH_URL", "HOOK_URL", "HOOK_SECRET"):
        monkeypatch.setenv(name, f"the value of {name}")


@pytest.mark.usefixtures("secrets")
def test_each_owner_has_their_channels_with_the_secrets_from_the_environment(
    tmp_path: Path,
) -> None:
    (tmp_path / "owners.yml").write_text(_WHOLE)

    routes = read_routes(tmp_path)

    server = MailServer(
        host="smtp.example.com",
        port=587,
        sender="data@example.com",
        security="starttls",
        user="the value of MAIL_USER",
        password="the value of MAIL_KEY",
    )
    assert routes.platform == "data"
    assert routes.of("growth") == (
        SlackChannel("the value of SLACK_GROWTH_URL"),
        EmailChannel(server, ("growth@example.com",), "critical"),
    )
    assert routes.of("data") == (
        StdoutChannel(),
        WebhookChannel("the value of HOOK_URL", "the value of HOOK_SECRET", "info"),
    )


@pytest.mark.usefixtures("secrets")
def test_an_owner_whom_the_file_does_not_know_is_the_platforms(tmp_path: Path) -> None:
    (tmp_path / "owners.yml").write_text(_WHOLE)

    routes = read_routes(tmp_path)

    assert routes.of("finance") == routes.of("data")


def test_without_a_file_everybody_is_told_on_the_commands_own_output(tmp_path: Path) -> None:
    assert read_routes(tmp_path).of("growth") == (StdoutChannel(),)


def test_every_variable_that_is_not_set_is_named_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "owners.yml").write_text(_WHOLE)
    monkeypatch.setenv("HOOK_URL", "https://example.com")

    with pytest.raises(UserError) as raised:
        read_routes(tmp_path)

    assert raised.value.exit_code == 2
    assert raised.value.message == (
        f"{tmp_path / 'owners.yml'} names environment variables that are not set: HOOK_SECRET, "
        "MAIL_KEY, MAIL_USER, SLACK_GROWTH_URL.\n"
        "Set them where org-funnels runs, or take the channels out."
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "platform: data\nowners:\n  data:\n    slak: {url_env: A}\n",
            "owners.yml:4: unknown key `slak`. Did you mean `slack`?",
        ),
        (
            "platform: data\nowners:\n  data:\n    slack: {url: A}\n",
            "owners.yml:4: unknown key `url`. Did you mean `url_env`?",
        ),
        (
            "platform: dta\nowners:\n  data: {stdout: {}}\n",
            "owners.yml:1: `platform` is `dta`, which is no owner here. Did you mean `data`?",
        ),
        (
            "platform: data\nowners:\n  data: {}\n",
            "owners.yml:3: an owner has no channel. Give it stdout, slack, email or webhook.",
        ),
        (
            "platform: data\nowners:\n  data: {email: {to: [a@example.com]}}\n",
            "owners.yml:1: an owner is told by email, and `mail` does not say by which server. "
            "Add it.",
        ),
        (
            "platform: data\nowners:\n  data: {stdout: {least: urgent}}\n",
            "owners.yml:3: `least` is `urgent`, which it can't be. Known: `critical`, `info`, "
            "`warning`.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_nearest_word(
    tmp_path: Path, text: str, complaint: str
) -> None:
    (tmp_path / "owners.yml").write_text(text)

    with pytest.raises(UserError) as raised:
        read_routes(tmp_path)

    assert raised.value.message == f"The list of owners has 1 mistake.\n{complaint}"


def test_a_secret_that_somebody_wrote_into_the_file_is_not_shown(tmp_path: Path) -> None:
    text = (
        "platform: data\nowners:\n  data: {slack: {url_env: 'https://hooks.example/T0/s3cret'}}\n"
    )
    (tmp_path / "owners.yml").write_text(text)

    with pytest.raises(UserError) as raised:
        read_routes(tmp_path)

    assert "s3cret" not in raised.value.message
    assert "`url_env` must be the name of an environment variable" in raised.value.message
