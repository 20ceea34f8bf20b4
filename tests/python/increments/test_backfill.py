"""What came or went too far back is found by counting again, and taken in by a backfill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.python.increments.runner import INCREMENTS, RAW_VIEWS

from org_funnels.ledger.drift import find_drifts, stretches

if TYPE_CHECKING:
    from tests.python.increments.world import World

    from org_funnels.ledger.drift import Drift
    from org_funnels.warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("increments")

_TABLE = "segment_web.site_impression"


def test_rows_that_came_and_went_too_far_back_are_found_and_taken_in(world: World) -> None:
    world.engine.begin()
    with world.engine.open() as warehouse:
        for day, skipped in (("2026-07-02", 0), ("2026-07-03", 3), ("2026-07-20", 6)):
            _deliver(warehouse, day, rows=3, skipped=skipped)
    world.run_all({}, is_all=False)
    assert world.compared(is_last=False) == []

    with world.engine.open() as warehouse:
        warehouse.execute(f"delete from {_TABLE} where cast(uuid_ts as date) = date '2026-07-02'")
        _deliver(warehouse, "2026-07-03", rows=2, skipped=9)
    world.run_all({}, is_all=False)
    assert world.compared(is_last=False) != []

    found = _drifts(world)
    (stretch,) = stretches(found)
    assert stretch.source_table == "web.site_impression"
    assert [drift.raw_count_now - drift.raw_count for drift in found] == [-3, 2]

    backfill = {
        "backfill_from": str(stretch.first),
        "backfill_to": str(stretch.last),
        "backfill_table": stretch.source_table,
    }
    world.runner.run("--select", INCREMENTS, "--exclude", *RAW_VIEWS, variables=backfill)

    assert _drifts(world) == []
    assert world.compared(is_last=False) == []


def _deliver(warehouse: Warehouse, day: str, rows: int, skipped: int) -> None:
    """Some rows of the pool, loaded on that day."""
    columns = warehouse.rows(
        "select column_name, data_type from information_schema.columns "
        "where table_schema = %s and table_name = %s order by ordinal_position",
        _TABLE.split("."),
    )
    names = ", ".join(f'"{name}"' for name, _ in columns)
    values = ", ".join(
        f"cast('{day} 12:00:00' as {kind})" if name == "uuid_ts" else f'"{name}"'
        for name, kind in columns
    )
    warehouse.execute(
        f"insert into {_TABLE} ({names}) select {values} from pool_{_TABLE} "
        f"where id is not null order by context_row limit {rows} offset {skipped}"
    )


def _drifts(world: World) -> list[Drift]:
    with world.engine.open() as warehouse:
        return find_drifts(warehouse, "analytics_intermediate")
