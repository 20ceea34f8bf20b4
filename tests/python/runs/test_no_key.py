"""Test 15 of the notes and P7: nobody's key is in any payload, on any channel, nor in the log."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from org_funnels.alerts.email import mail_of
from org_funnels.alerts.slack import payload as slack_payload
from org_funnels.alerts.webhook import payload as webhook_payload
from org_funnels.log.tables import TABLES
from org_funnels.quality.day import read_days
from org_funnels.quality.missing_keys import read_missing_keys

from .conftest import START, lost

if TYPE_CHECKING:
    from .conftest import Command

_KEYS = [f"jane.{number}@example.com" for number in range(15)]


def test_15_no_key_is_in_any_payload_or_in_the_log(command: Command) -> None:
    _write_marts(command)
    with command.place.open() as warehouse:
        days = read_days(warehouse)

    command.run(*days)

    (alert,) = command.channel.alerts
    sent = [
        alert.text,
        str(slack_payload(alert)),
        str(webhook_payload(alert)),
        mail_of(alert, "a@b.invalid", ("c@d.invalid",)).as_string(),
        *(str(command.place.log.rows(table)) for table in TABLES),
    ]
    assert "15 are missing." in sent[0]
    assert not [text for text in sent if any(key in text for key in _KEYS)]


def test_keys_are_shown_to_who_asks_for_them(command: Command) -> None:
    _write_marts(command)

    with command.place.open() as warehouse:
        rows = read_missing_keys(warehouse, "signups", lost(12).window_date)

    assert rows[0] == ("key", "production_at", "dimensions")
    assert [row[0] for row in rows[1:]] == sorted(_KEYS)


def _write_marts(command: Command) -> None:
    """The day that lost 15, and who they are."""
    day = asdict(lost(12))
    types = {"window_date": "date", "is_final": "boolean", "as_of": "timestamp"}
    with command.place.open() as warehouse:
        warehouse.execute("create schema if not exists analytics")
        columns = ", ".join(
            f"{name} {types.get(name, _type(value))}" for name, value in day.items()
        )
        warehouse.execute(f"create table analytics.reconciliation ({columns})")
        places = ", ".join(["%s"] * len(day))
        warehouse.execute(
            f"insert into analytics.reconciliation values ({places})", list(day.values())
        )
        warehouse.execute(
            "create table analytics.reconciliation_missing_keys (check_name text, "
            "window_date date, key text, production_at timestamp, dimensions text, "
            "healed_at timestamp)"
        )
        for key in _KEYS:
            warehouse.execute(
                "insert into analytics.reconciliation_missing_keys"
                " values (%s, %s, %s, %s, '{}', null)",
                ["signups", day["window_date"], key, START],
            )


def _type(value: Any) -> str:  # noqa: ANN401
    names = {"int": "bigint", "Decimal": "numeric(18, 6)", "datetime": "timestamp"}
    return names.get(type(value).__name__, "text")
