"""The tables of the log, on both engines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.log import SCHEMA, Log
from org_funnels.log.tables import ACKNOWLEDGEMENTS, MUTES, RUN_STEPS, TABLES
from org_funnels.warehouse.connection import open_target

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse

_AT = datetime(2026, 11, 13, 7, 0)  # noqa: DTZ001  (the log has none)


def _mute(scope: str, hours: int = 0) -> dict[str, Any]:
    at = _AT + timedelta(hours=hours)
    return {"scope": scope, "reason": "%s", "made_by": "me", "made_at": at, "expires_at": at}


@pytest.fixture
def log(warehouse: Warehouse) -> Log:
    """The log of an empty database. A DuckDB file is opened anew each time, as in life."""
    target = warehouse.target  # type: ignore[attr-defined]
    if warehouse.engine == "duckdb":
        warehouse.close()
    return Log(lambda: open_target(target))


def test_nothing_was_logged_before_the_first_row(log: Log) -> None:
    assert log.rows(MUTES) == []
    assert log.latest(MUTES, "scope") == []


def test_rows_come_back_in_their_order_as_they_were_added(log: Log) -> None:
    later, earlier = _mute("later", 1), _mute("earlier")

    log.append({MUTES: [later, earlier]})

    assert log.rows(MUTES) == [earlier, later]


def test_the_last_row_of_each_key_holds(log: Log) -> None:
    log.append({MUTES: [_mute("a"), _mute("a", 2), _mute("b", 1), _mute("a", 1)]})

    assert log.latest(MUTES, "scope") == [_mute("a", 2), _mute("b", 1)]


def test_more_rows_than_fit_in_one_statement_are_added(log: Log) -> None:
    log.append({MUTES: [_mute(f"{number:04}") for number in range(450)]})

    assert [row["scope"] for row in log.rows(MUTES)] == [f"{number:04}" for number in range(450)]


def test_all_tables_of_one_addition_or_none_of_them(log: Log) -> None:
    row = {"incident_id": "7f3a", **{k: v for k, v in _mute("a").items() if k != "scope"}}
    wrong = {**row, "made_at": "no time"}
    log.append({MUTES: [_mute("before")]})

    with pytest.raises(Exception, match=r"(?i)timestamp"):
        log.append({MUTES: [_mute("a")], ACKNOWLEDGEMENTS: [wrong]})

    assert [row["scope"] for row in log.rows(MUTES)] == ["before"]


def test_a_table_that_an_earlier_version_made_gets_the_columns_that_it_lacks(log: Log) -> None:
    with log.open_warehouse() as warehouse:
        warehouse.execute(f"create schema {SCHEMA}")
        warehouse.execute(f"create table {SCHEMA}.mutes (scope text, marts_schema text)")
        warehouse.execute(f"insert into {SCHEMA}.mutes values ('old', 'analytics')")

    log.append({MUTES: [_mute("new")]})

    assert {row["scope"]: row["reason"] for row in log.rows(MUTES)} == {"old": None, "new": "%s"}


def test_each_build_has_its_own_log(log: Log) -> None:
    log.append({MUTES: [_mute("mine")]})
    with log.open_warehouse() as warehouse:
        warehouse.execute(f"update {SCHEMA}.mutes set marts_schema = 'dev'")

    assert log.rows(MUTES) == []


def test_a_step_may_have_counted_nothing(log: Log) -> None:
    row = {
        "run_id": "r",
        "step": "build",
        "started_at": _AT,
        "ended_at": _AT,
        "row_count": None,
        "result": "success",
        "detail": "",
    }

    log.append({RUN_STEPS: [row]})

    assert log.rows(RUN_STEPS) == [row]


def test_no_model_reads_the_log() -> None:
    """P2: what depends on when a run happened is no input of a model."""
    from pathlib import Path

    project = Path(__file__).parents[3]
    readers = [
        path
        for folder in ("models", "macros", "snapshots", "analyses")
        for path in (project / folder).rglob("*.sql")
        if SCHEMA in path.read_text()
    ]

    assert readers == []
    assert len(TABLES) == 8
