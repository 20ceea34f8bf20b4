"""Runs of the real checkpoint, on both engines. Great Expectations takes seconds to import."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from org_funnels.quality.address import address
from org_funnels.quality.check import Check
from org_funnels.quality.context_files import DOCS_FOLDER, FOLDER
from org_funnels.quality.measurement import Broken, Measurement, keep, without_broken
from org_funnels.quality.suite import measured_suite
from org_funnels.quality.validation import validate

from .conftest import write_context

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from org_funnels.quality.day import Day
    from org_funnels.quality.findings import Findings
    from org_funnels.warehouse import Warehouse

    from .conftest import MakeDay

    WriteMart = Callable[[Warehouse, list[Day]], None]

_SUITE = "expectations/reconciliation_signups.json"


def _validate(warehouse: Warehouse, context_dir: Path) -> Findings:
    url = address(warehouse)
    warehouse.close()
    return validate(context_dir, url, run_name="test", checkpoint="daily")


def _names(findings: Findings, state: str) -> list[str]:
    return sorted(item.name for item in findings.findings if item.state == state)


def test_7_the_one_bad_day_is_found_though_it_is_the_last_of_251(
    warehouse: Warehouse,
    context_dir: Path,
    write_mart: WriteMart,
    make_day: MakeDay,
    critical_day: Day,
) -> None:
    first = critical_day.window_date - timedelta(days=250)
    good = [make_day(window_date=first + timedelta(days=number)) for number in range(250)]
    write_mart(warehouse, [*good, critical_day])

    findings = _validate(warehouse, context_dir)

    assert findings.broken == []
    assert _names(findings, "failed") == ["no_critical_day"]
    assert [item.observed for item in findings.of("failed")] == [1]
    assert findings.is_critical


def test_good_days_meet_every_expectation_and_leave_no_trace_in_committed_files(
    warehouse: Warehouse, context_dir: Path, write_mart: WriteMart, make_day: MakeDay
) -> None:
    write_mart(warehouse, [make_day()])
    before = _committed(context_dir)

    findings = _validate(warehouse, context_dir)

    assert findings.broken == []
    assert len(_names(findings, "met")) == len(findings.findings) == 12
    assert _committed(context_dir) == before
    pages = [page.read_text() for page in (context_dir / DOCS_FOLDER).rglob("*.html")]
    assert len(pages) >= 3
    assert not [page for page in pages if "<script" in page or 'src="http' in page]


def test_a_mart_without_a_row_for_the_check_is_no_success(
    warehouse: Warehouse, context_dir: Path, write_mart: WriteMart, make_day: MakeDay
) -> None:
    write_mart(warehouse, [make_day(check_name="another")])

    findings = _validate(warehouse, context_dir)

    assert "has_rows" in _names(findings, "failed")
    assert findings.is_critical


def test_counts_that_do_not_add_up_and_days_left_out_are_found(
    warehouse: Warehouse, context_dir: Path, write_mart: WriteMart, make_day: MakeDay
) -> None:
    days = [make_day(), make_day(window_date=date(2026, 11, 14), missing_count=7)]
    write_mart(warehouse, days)

    findings = _validate(warehouse, context_dir)

    assert _names(findings, "failed") == ["counts_add_up", "no_day_left_out"]


def test_events_that_production_does_not_explain_are_a_warning(
    warehouse: Warehouse, context_dir: Path, write_mart: WriteMart, make_day: MakeDay
) -> None:
    write_mart(warehouse, [make_day(orphan_count=9)])

    findings = _validate(warehouse, context_dir)

    assert [(item.name, item.severity) for item in findings.of("failed")] == [
        ("not_too_many_events", "warning")
    ]
    assert not findings.is_critical


def test_days_that_were_judged_before_the_newest_rows_came_are_no_success(
    warehouse: Warehouse, context_dir: Path, write_mart: WriteMart, make_day: MakeDay
) -> None:
    day = make_day()
    write_mart(warehouse, [day])
    newest = day.as_of + timedelta(days=1, seconds=1)
    keep(warehouse, [Measurement("raw_app", "a", "exists", 1, 0, newest_loaded_at=newest)])

    findings = _validate(warehouse, context_dir)

    assert _names(findings, "failed") == ["evaluated_lately"]
    assert findings.is_critical


def test_a_day_that_waits_too_long_is_a_warning(
    warehouse: Warehouse, context_dir: Path, write_mart: WriteMart, make_day: MakeDay
) -> None:
    day = make_day(decision="stale")
    write_mart(warehouse, [day])
    newest = day.as_of + timedelta(days=1)
    keep(warehouse, [Measurement("raw_app", "a", "exists", 1, 0, newest_loaded_at=newest)])

    findings = _validate(warehouse, context_dir)

    assert _names(findings, "failed") == ["no_stale_day"]
    assert not findings.is_critical


def test_10_broken_sql_is_a_broken_check_and_says_nothing_about_the_data(
    warehouse: Warehouse, context_dir: Path, write_mart: WriteMart, make_day: MakeDay
) -> None:
    write_mart(warehouse, [make_day()])
    warehouse.execute(f"alter table {warehouse.schema}.reconciliation drop column alpha")

    findings = _validate(warehouse, context_dir)

    assert _names(findings, "broken") == ["enough_events"]
    assert findings.broken[0].startswith("reconciliation_signups: enough_events did not run: ")
    assert not findings.is_critical


def test_12_an_expectation_whose_class_nobody_imported_is_a_loud_failure(
    duckdb_warehouse: Warehouse, context_dir: Path, write_mart: WriteMart, make_day: MakeDay
) -> None:
    """Great Expectations itself drops it and is green."""
    write_mart(duckdb_warehouse, [make_day()])
    suite = json.loads((context_dir / _SUITE).read_text())
    suite["expectations"][0]["type"] = "expect_something_that_nobody_imported"
    (context_dir / _SUITE).write_text(json.dumps(suite))

    findings = _validate(duckdb_warehouse, context_dir)

    assert findings.broken == [
        "reconciliation_signups: 11 of 12 expectations were loaded.",
        "reconciliation_signups: 11 of 12 expectations have a result.",
    ]


def test_a_table_that_could_not_be_measured_is_broken_and_the_others_count(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    checks = [Check(name, "has_id", "It has.", "bad_count > 0") for name in ("a", "b", "c")]
    suite = measured_suite("raw_app", checks, {}, is_hourly=True)
    folder = write_context(tmp_path / FOLDER, [suite])
    measured = [Measurement("raw_app", name, "has_id", 9, int(name == "c")) for name in "abc"]
    broken = [Broken("raw_app", "b", "there is no such column")]
    warehouse.execute(f"create schema {warehouse.schema}")
    keep(warehouse, without_broken(measured, broken))
    url = address(warehouse)
    warehouse.close()

    findings = validate(folder, url, "test", "hourly", broken)

    assert [(item.name, item.state) for item in findings.findings] == [
        ("everything_is_measured", "met"),
        ("a__has_id", "met"),
        ("b__has_id", "broken"),
        ("c__has_id", "failed"),
    ]
    assert findings.broken == ["raw_app: b__has_id did not run: there is no such column"]


def test_a_measurement_that_is_not_there_is_no_success(
    duckdb_warehouse: Warehouse, tmp_path: Path
) -> None:
    checks = [Check(name, "has_id", "It has.", "bad_count > 0") for name in ("a", "b")]
    suite = measured_suite("raw_app", checks, {}, is_hourly=True)
    folder = write_context(tmp_path / FOLDER, [suite])
    duckdb_warehouse.execute(f"create schema {duckdb_warehouse.schema}")
    keep(duckdb_warehouse, [Measurement("raw_app", "a", "has_id", 9, 0)])
    url = address(duckdb_warehouse)
    duckdb_warehouse.close()

    findings = validate(folder, url, "test", "hourly")

    assert _names(findings, "failed") == ["everything_is_measured"]
    assert findings.is_critical


def test_the_password_is_gone_from_the_environment_afterwards(
    duckdb_warehouse: Warehouse,
    context_dir: Path,
    write_mart: WriteMart,
    make_day: MakeDay,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import os

    write_mart(duckdb_warehouse, [make_day()])
    monkeypatch.delenv("ORG_FUNNELS_GX_URL", raising=False)

    _validate(duckdb_warehouse, context_dir)

    assert "ORG_FUNNELS_GX_URL" not in os.environ


def _committed(context_dir: Path) -> dict[str, str]:
    return {
        path.relative_to(context_dir).as_posix(): path.read_text()
        for path in sorted(context_dir.rglob("*"))
        if path.is_file() and "uncommitted" not in path.parts
    }
