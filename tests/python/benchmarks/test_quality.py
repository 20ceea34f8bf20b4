"""A month of the simulated year: nothing is found where nothing is lost, and losses are found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.quality.findings import Detection, Watch, detections, watches
from benchmarks.quality.page import as_page, false_alarms
from benchmarks.quality.scenario import LAG_SHAPES, checks_of
from benchmarks.quality.year import judged_year

if TYPE_CHECKING:
    import duckdb

_ROOT = Path(__file__).parents[3]
_HEALTHY_DAYS = 30
_INCIDENT_DAYS = 45


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Two sizes, all ways to arrive, judged by the hour."""
    checks = checks_of((20, 300), _HEALTHY_DAYS, _INCIDENT_DAYS, LAG_SHAPES)
    return judged_year(_ROOT, tmp_path_factory.mktemp("year"), checks)


def test_healthy_days_alarm_nobody(year: duckdb.DuckDBPyConnection) -> None:
    found = watches(year)

    assert len(found) == 6
    assert all(watch.looks == 24 * _HEALTHY_DAYS for watch in found)
    assert false_alarms(found) == 0


def test_an_outage_is_found_on_the_day_and_by_day(year: duckdb.DuckDBPyConnection) -> None:
    longest = {
        (one.rows_per_day, one.lag): one.longest_hours
        for one in detections(year)
        if one.loss == "outage" and not one.undetected
    }

    assert len(longest) == 6
    assert all(hours is not None and hours <= 30 for hours in longest.values())
    assert all(
        hours is not None and hours <= 10 for (size, _), hours in longest.items() if size == 300
    )


def test_a_loss_of_15_percent_is_found_where_there_are_rows_enough(
    year: duckdb.DuckDBPyConnection,
) -> None:
    found = [one for one in detections(year) if (one.loss, one.rows_per_day) == ("loss_15", 300)]

    assert len(found) == 3
    assert all(one.incidents and not one.undetected for one in found)


def test_the_page_tells_what_was_found() -> None:
    watch = Watch("web", 5000, 365, 8760, 52_560, 3)
    never = Detection("outage", "web", 20, 7, 7, None, None)

    page = as_page([watch], [never], "make bench-quality DAYS=365")

    assert "| web | 5,000 | 365 | 8,760 | 52,560 | 3 |" in page
    assert "| all | 20 | web | 7 | 7 |  |  |" in page
    assert false_alarms([watch]) == 3
