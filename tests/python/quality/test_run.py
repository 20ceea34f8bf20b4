from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.errors import UserError
from org_funnels.quality.day import read_days
from org_funnels.quality.findings import Finding, Findings
from org_funnels.quality.run import Report, _contradictions, as_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from org_funnels.quality.day import Day
    from org_funnels.warehouse import Warehouse

    from .conftest import MakeDay


def _finding(name: str, state: Any, **changes: Any) -> Finding:  # noqa: ANN401
    given = {"severity": "critical", "observed": None, "error": None, **changes}
    return Finding("reconciliation_signups", name, "It holds.", state=state, **given)


def _report(days: list[Day], *findings: Finding) -> Report:
    found = Findings(findings)
    told = tuple(_contradictions(days, found))
    return Report(tuple(days), found, told, Path("docs"), frozenset({"signups"}))


def test_great_expectations_and_the_mart_must_count_the_same_days(critical_day: Day) -> None:
    report = _report([critical_day], _finding("no_critical_day", "met", observed=0))

    assert report.broken == [
        "reconciliation_signups: Great Expectations counts 0 critical days, and the mart has 1."
    ]


def test_the_json_for_programs_has_counts_and_no_key(critical_day: Day) -> None:
    document = as_json(_report([critical_day], _finding("no_critical_day", "failed", observed=1)))

    assert json.loads(json.dumps(document)) == {
        "as_of": "2026-11-14T06:30:00",
        "expectations": {"met": 0, "failed": 1, "broken": 0},
        "broken": [],
        "data_docs": "docs",
    }


def test_the_mart_is_read_as_it_was_written(
    warehouse: Warehouse,
    write_mart: Callable[[Warehouse, list[Day]], None],
    make_day: MakeDay,
    critical_day: Day,
) -> None:
    earlier = make_day(window_date=critical_day.window_date.replace(day=1), source_loaded_at=None)
    write_mart(warehouse, [critical_day, earlier])

    assert read_days(warehouse) == [earlier, critical_day]


def test_a_mart_that_dbt_has_not_built_says_what_to_run(warehouse: Warehouse) -> None:
    with pytest.raises(UserError) as raised:
        read_days(warehouse)

    assert raised.value.exit_code == 3
    assert raised.value.message == (
        "There is no table analytics.reconciliation: dbt has not built it here yet.\n"
        "Run `dbt build` on the same target first."
    )
