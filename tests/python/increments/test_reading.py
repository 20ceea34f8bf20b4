"""What an increment reads: staging models one by one on DuckDB, and of tables what is touched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.python.increments.drawing import draw_history

if TYPE_CHECKING:
    from tests.python.increments.world import World

pytestmark = pytest.mark.xdist_group("increments")

_READER = "int_events__dispositions"
_ATTRIBUTED = "int_events__attributed"
_UNION = "stg_demo__events"
_CONTRACT = '"int_events__deliveries"'


def test_an_increment_reads_each_staging_model_and_never_their_union(duckdb_world: World) -> None:
    _new_rows(duckdb_world)

    statements = duckdb_world.runner.statements_of(_READER)

    united = duckdb_world.runner.models[_UNION].depends_on.nodes
    names = [unique_id.split(".")[-1] for unique_id in united]
    (reading,) = [one for one in statements if "table deliveries_read" in one]
    assert len(names) > 1
    assert [name for name in names if f'"{name}"' not in reading] == []
    assert [one for one in statements if _CONTRACT in one or f'"{_UNION}"' in one] == []


def test_a_union_of_another_plan_is_read_as_it_is(duckdb_world: World) -> None:
    _new_rows(duckdb_world)
    with duckdb_world.engine.open() as warehouse:
        warehouse.execute(
            f"create or replace view analytics_staging.{_UNION} as "
            "select * exclude (user_id), user_id from analytics_staging.stg_demo__unplanned"
        )

    statements = duckdb_world.runner.statements_of(_READER)

    (reading,) = [one for one in statements if "table deliveries_read" in one]
    assert _CONTRACT in reading
    assert "stg_demo__unplanned" not in reading


def test_the_times_that_are_touched_stand_in_a_query_as_they_are(world: World) -> None:
    _new_rows(world)
    world.runner.run("--select", f"+{_ATTRIBUTED}", "--exclude", _ATTRIBUTED)

    statements = world.runner.statements_of(_ATTRIBUTED)

    for table in ("computed", "stored"):
        (reading,) = [one for one in statements if re.search(f"table {table} ", one)]
        bounds = re.search(r"occurred_at between cast\('(.*?)' .*? and cast\('(.*?)' ", reading)
        assert bounds is not None
        assert bounds[1] < bounds[2]
        assert "(select min(from_at) from touched)" not in reading


@pytest.mark.parametrize("model", [_READER, "int_funnels__sequences", "int_funnels__last_seen"])
def test_versions_are_taken_before_a_hook_reads_anything(world: World, model: str) -> None:
    _new_rows(world)

    statements = world.runner.statements_of(model)

    taken, read = (
        next(number for number, one in enumerate(statements) if words in one)
        for words in ("'consumed'", "temporary table")
    )
    assert taken < read


def _new_rows(world: World) -> None:
    world.engine.begin()
    world.change(draw_history(502, world.pool, world.runner.increments, batches=2).batches[0])
