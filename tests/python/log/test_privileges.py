"""The least privileges of docs/scheduling.md: enough to log, and to write nowhere else."""

from __future__ import annotations

import os
import re
import signal
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg2
import pytest

from org_funnels.alerts.owners import Routes
from org_funnels.errors import UserError
from org_funnels.incidents.finding import Finding, Round
from org_funnels.log import Log
from org_funnels.log.tables import INCIDENT_CHANGES
from org_funnels.runs.settle import settle
from org_funnels.warehouse import embedded
from org_funnels.warehouse.postgres import PostgresWarehouse
from org_funnels.warehouse.target import PostgresTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = Path(__file__).parents[3] / "docs/scheduling.md"
_NOW = datetime(2026, 11, 14, 7, 0)  # noqa: DTZ001  (the log has none)
_BROKEN = Finding("build", "dbt build", "dbt_failed", "critical", "platform", "It failed")


@pytest.fixture(scope="module")
def quality_role() -> Iterator[PostgresWarehouse]:
    """The role of the page, on a server of its own, where `dbt` has built after it was made."""
    (statements,) = re.findall(r"```sql\n(.*?)```", _PAGE.read_text(), flags=re.DOTALL)
    with embedded.temporary_server() as place:
        _let_in(place, ("org_funnels_admin", "dbt", "org_funnels_quality"))
        with _session(place, "org_funnels_admin") as admin:
            admin.execute("create role dbt login")
            admin.execute("create schema analytics authorization dbt")
            admin.execute("create schema segment_web")
            admin.execute(statements)
        with _session(place, "dbt") as dbt:
            dbt.execute("create table analytics.reconciliation as select 1 as number")
        with _session(place, "org_funnels_quality") as found:
            yield found


def _let_in(place: embedded.Place, roles: tuple[str, ...]) -> None:
    """More roles than the one that an embedded server knows; this one is gone after the tests."""
    access = place.data / "pg_hba.conf"
    lines = [f"host all {role} 127.0.0.1/32 trust" for role in roles]
    access.write_text("\n".join((access.read_text(), *lines, "")))
    os.kill(int((place.data / "postmaster.pid").read_text().split()[0]), signal.SIGHUP)


def _session(place: embedded.Place, role: str) -> PostgresWarehouse:
    """A connection of a role, as soon as the server has read who is let in."""
    target = PostgresTarget.model_validate(
        {
            "name": "embedded",
            "type": "postgres",
            "host": "127.0.0.1",
            "port": place.port,
            "user": role,
            "password": "",
            "dbname": "org_funnels",
            "schema": "analytics",
        }
    )
    for _ in range(50):
        with suppress(UserError):
            return PostgresWarehouse.open(target)
        time.sleep(0.1)
    return PostgresWarehouse.open(target)


def test_the_role_can_read_the_marts_and_keep_the_log(quality_role: PostgresWarehouse) -> None:
    log = Log(lambda: PostgresWarehouse.open(quality_role.target))

    settle(log, Round((_BROKEN,), frozenset({"build"})), Routes(), "run-1", _NOW)

    assert quality_role.rows("select number from analytics.reconciliation") == [(1,)]
    assert len(log.rows(INCIDENT_CHANGES)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "insert into analytics.reconciliation values (2)",
        "update analytics.reconciliation set number = 2",
        "delete from analytics.reconciliation",
        "truncate analytics.reconciliation",
        "drop table analytics.reconciliation",
        "create table analytics.mine (a integer)",
        "create table public.mine (a integer)",
        "create schema mine",
    ],
)
def test_the_role_can_write_nowhere_else(quality_role: PostgresWarehouse, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        quality_role.execute(statement)
