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
from org_funnels.quality.mart_measuring import measure_marts
from org_funnels.quality.mart_tests import MartTest
from org_funnels.quality.measurement import keep
from org_funnels.quality.raw_measuring import measure_raw
from org_funnels.runs.settle import settle
from org_funnels.tracking_plan import load_plan
from org_funnels.warehouse import embedded
from org_funnels.warehouse.postgres import PostgresWarehouse
from org_funnels.warehouse.target import PostgresTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = Path(__file__).parents[3] / "docs/scheduling.md"
_NOW = datetime(2026, 11, 14, 7, 0)  # noqa: DTZ001  (the log has none)
_SCHEMAS = {"analytics": "dbt", "analytics_intermediate": "dbt", "segment_web": "loader"}
_FUNNEL = """
    'f' as funnel, 'all' as cohort_period, null::date as cohort_start, 1 as step_number,
    'all' as segment, 1 as entity_count
"""
# What dbt and the loader make once the page's statements have run.
_TABLES = {
    "dbt": {
        "analytics.reconciliation": "1 as number, timestamp '2026-11-14 06:00:00' as as_of",
        "analytics.event_ledger": "'web.a' as source_table, date '2026-11-13' as loaded_date, "
        "1 as raw_count",
        "analytics.funnel_conversion": _FUNNEL,
        "analytics_intermediate.int_plan__funnels": "'f' as funnel, null as segments",
    },
    "loader": {"segment_web.report_opened": "'e-1' as id, timestamptz '2026-11-13Z' as uuid_ts"},
}
_PLAN = """
company: acme
sources:
  web:
    description: The browser.
    schema: segment_web
    freshness: {warn_after: 12 hours, error_after: 2 days}
actions: [opened]
properties:
  org: {kind: org, description: The org.}
  user: {kind: user, description: Who did it.}
"""
_FEATURE = """
feature: report
owner: growth
description: What an org sees of its own data.
events:
  opened:
    description: Somebody opened a report.
    raw:
      - {source: web, table: report_opened, org: {by: name, column: org}}
"""
_BROKEN = Finding("build", "dbt build", "dbt_failed", "critical", "platform", "It failed")


@pytest.fixture(scope="module")
def quality_role() -> Iterator[PostgresWarehouse]:
    """The role of the page, on a server of its own, where `dbt` has built after it was made."""
    (statements,) = re.findall(r"```sql\n(.*?)```", _PAGE.read_text(), flags=re.DOTALL)
    with embedded.temporary_server() as place:
        _let_in(place, ("org_funnels_admin", "dbt", "loader", "org_funnels_quality"))
        with _session(place, "org_funnels_admin") as admin:
            admin.execute("create role dbt login; create role loader login")
            for schema, owner in _SCHEMAS.items():
                admin.execute(f"create schema {schema} authorization {owner}")
                admin.execute(f"create table {schema}.before as select 1 as number")
            admin.execute(statements)
        for owner, tables in _TABLES.items():
            with _session(place, owner) as session:
                for table, columns in tables.items():
                    session.execute(f"create table {table} as select {columns}")
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

    for table in ("analytics.reconciliation", *(f"{schema}.before" for schema in _SCHEMAS)):
        assert quality_role.rows(f"select number from {table}") == [(1,)]
    assert len(log.rows(INCIDENT_CHANGES)) == 1


def test_the_role_can_read_all_that_is_measured_and_keep_it(
    quality_role: PostgresWarehouse, tmp_path: Path
) -> None:
    """The queries of `quality run`: of a raw table, of a mart, and of what reaches beyond marts."""
    (tmp_path / "tracking_plan/features").mkdir(parents=True)
    (tmp_path / "tracking_plan/tracking_plan.yml").write_text(_PLAN)
    (tmp_path / "tracking_plan/features/report.yml").write_text(_FEATURE)
    cut = MartTest(
        "funnel_conversion", "funnels", "segments_add_up_to_all", "",
        {"columns": ["entity_count"]}, "", "critical",
    )  # fmt: skip

    of_raw, broken = measure_raw(quality_role, load_plan(tmp_path), tmp_path)
    of_marts, broken_marts = measure_marts(quality_role, [cut], _PAGE.parents[1])
    keep(quality_role, [*of_raw, *of_marts])

    assert (broken, broken_marts) == ([], [])
    assert {one.measure: one.bad_count for one in of_raw}["exists"] == 0
    assert [one.checked_count for one in of_marts] == [1]
    assert quality_role.rows("select count(*) from org_funnels_log.measurements") == [
        (len(of_raw) + 1,)
    ]


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
        "delete from segment_web.report_opened",
        "create table analytics_intermediate.mine (a integer)",
        "create schema mine",
    ],
)
def test_the_role_can_write_nowhere_else(quality_role: PostgresWarehouse, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        quality_role.execute(statement)
