"""The production tables and their snapshots are what dbt would have left."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import md5
from typing import TYPE_CHECKING

import duckdb

from org_funnels.demo.clock import moment
from org_funnels.demo.production import seen
from org_funnels.demo.world import OrgVersion

if TYPE_CHECKING:
    from tests.python.demo.conftest import Demo

    from org_funnels.warehouse.postgres import PostgresWarehouse

_DBT_HASH = (
    "md5(coalesce(cast(cast(1004 as bigint) as varchar), '') || '|' || "
    "coalesce(cast(timestamp '2026-05-28 12:00:00' as varchar), ''))"
)


def test_the_snapshot_ends_with_what_production_holds(demo: Demo) -> None:
    for table in ("organizations", "users"):
        held = demo.read(f"production/{table}.csv")
        kept = [column for column in held[0] if column != "email"]
        current = [
            [row[column] for column in kept]
            for row in demo.read(f"snapshots/snap_demo__{table}.csv")
            if not row["dbt_valid_to"]
        ]

        assert current == [[row[column] for column in kept] for row in held]


def test_no_snapshot_keeps_an_address(demo: Demo) -> None:
    for table in ("organizations", "users"):
        assert "email" not in demo.read(f"snapshots/snap_demo__{table}.csv")[0]


def test_versions_of_a_row_follow_one_another(demo: Demo) -> None:
    for table in ("organizations", "users"):
        last: dict[str, str] = {}
        for row in demo.read(f"snapshots/snap_demo__{table}.csv"):
            assert row["dbt_valid_from"] == row["dbt_updated_at"] == row["updated_at"]
            assert last.get(row["id"], row["dbt_valid_from"]) == row["dbt_valid_from"]
            last[row["id"]] = row["dbt_valid_to"]


def test_a_version_has_the_id_that_dbt_makes_for_it_on_either_engine(
    small: Demo, embedded_warehouse: PostgresWarehouse
) -> None:
    versions = small.read("snapshots/snap_demo__organizations.csv")
    renamed = [row for row in versions if (row["id"], row["name"]) == ("1004", "emberlytics")]

    on_duckdb = duckdb.connect().execute(f"select {_DBT_HASH}").fetchall()
    on_postgres = embedded_warehouse.rows(f"select {_DBT_HASH}")

    expected = md5(b"1004|2026-05-28 12:00:00", usedforsecurity=False).hexdigest()
    assert renamed[0]["dbt_scd_id"] == on_duckdb[0][0] == on_postgres[0][0] == expected


def test_no_night_sees_a_name_that_was_changed_before_it(small: Demo) -> None:
    names = {row["name"] for row in small.read("snapshots/snap_demo__organizations.csv")}

    assert "quarry" in names
    assert "quarry-beta" not in names


def test_a_version_ends_where_the_next_that_was_seen_begins() -> None:
    first = OrgVersion(moment("2026-05-01 09:00"), "one", "US")
    unseen = OrgVersion(moment("2026-05-03 09:00"), "two", "US")
    last = OrgVersion(moment("2026-05-03 10:00"), "three", "US")

    versions = list(seen([first, unseen, last], None))

    assert versions == [(first, last.updated_at), (last, None)]


def test_a_deleted_row_ends_in_the_night_that_misses_it() -> None:
    only = OrgVersion(moment("2026-05-01 09:00"), "one", "US")

    versions = list(seen([only], moment("2026-06-08 15:00")))

    assert versions == [(only, moment("2026-06-09 02:00"))]


def test_production_has_forgotten_what_was_deleted(small: Demo) -> None:
    orgs = {row["id"] for row in small.read("production/organizations.csv")}
    users = {row["id"] for row in small.read("production/users.csv")}

    assert "1014" not in orgs
    assert "50044" not in users


def test_subscriptions_start_before_they_change(demo: Demo) -> None:
    tiers: dict[str, str] = {}
    changes = demo.read("production/subscription_events.csv")
    for change in sorted(changes, key=lambda line: line["changed_at"]):
        assert tiers.get(change["organization_id"], "free") == change["from_tier"]
        tiers[change["organization_id"]] = change["to_tier"]

    assert len(tiers) > 4


def test_rows_are_loaded_after_they_are_received(demo: Demo) -> None:
    for table in ("web.account_created", "server.build_started"):
        for row in demo.raw(table):
            waited = _time(row["uuid_ts"]) - _time(row["received_at"])
            assert timedelta(0) < waited < timedelta(hours=14)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
