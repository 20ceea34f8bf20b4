"""What came or went too far back is found by counting again, and taken in by a backfill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.python.increments.runner import INCREMENTS, STAGING_VIEWS

from org_funnels.ledger.drift import find_drifts, stretches

if TYPE_CHECKING:
    from tests.python.increments.world import World

    from org_funnels.ledger.drift import Drift
    from org_funnels.warehouse import Warehouse

_SCHEMA, _TABLE = "segment_web", "site_impression"


def test_rows_that_came_and_went_too_far_back_are_found_and_taken_in(world: World) -> None:
    world.engine.begin()
    with world.engine.open() as warehouse:
        _change_two_old_days(warehouse)
    world.run_all({}, is_last=False)
    assert world.compared(is_last=False) != []

    found = _drifts(world)
    (stretch,) = stretches(found)
    assert stretch.source_table == "web.site_impression"
    assert [drift.raw_count_now - drift.raw_count for drift in found] == [-2, 2]

    backfill = {
        "backfill_from": str(stretch.first),
        "backfill_to": str(stretch.last),
        "backfill_table": stretch.source_table,
    }
    world.runner.run("--select", INCREMENTS, "--exclude", STAGING_VIEWS, variables=backfill)

    assert _drifts(world) == []
    assert world.compared(is_last=False) == []


def _change_two_old_days(warehouse: Warehouse) -> None:
    """Two rows of the oldest load day go, two come to the next."""
    rows = warehouse.rows(
        f"select cast(uuid_ts as date), min(id), max(id) from {_SCHEMA}.{_TABLE} "
        f"where id is not null and uuid_ts is not null "
        f"group by cast(uuid_ts as date) having count(distinct id) > 1 order by 1 limit 2"
    )
    (_, *gone), (_, *copied) = rows
    warehouse.execute(f"delete from {_SCHEMA}.{_TABLE} where id in (%s, %s)", gone)
    columns = [
        name
        for (name,) in warehouse.rows(
            "select column_name from information_schema.columns "
            "where table_schema = %s and table_name = %s order by ordinal_position",
            [_SCHEMA, _TABLE],
        )
    ]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join("id || '-late'" if name == "id" else f'"{name}"' for name in columns)
    warehouse.execute(
        f"insert into {_SCHEMA}.{_TABLE} ({names}) select {values} from {_SCHEMA}.{_TABLE} "
        f"where id in (%s, %s)",
        copied,
    )


def _drifts(world: World) -> list[Drift]:
    with world.engine.open() as warehouse:
        return find_drifts(warehouse, "analytics_intermediate")
