from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.increments.same_tables import Snapshot

if TYPE_CHECKING:
    from benchmarks.increments.side import Side

_ROWS = """
    select 'a' as id, timestamp '2026-03-01 09:00:00' as received_at, 1 as size
    union all select 'b', timestamp '2026-03-01 10:00:00', null"""
_RELATIONS = [("bench_marts", "facts")]


def test_what_is_added_is_there_once_each_time(side: Side) -> None:
    added = [side.add({"raw.things": _ROWS}) for _ in range(2)]

    assert added == [2, 2]
    with side.open() as warehouse:
        found = warehouse.rows(
            "select id, cast(received_at at time zone 'UTC' as text), size, count(*)"
            " from raw.things group by 1, 2, 3 order by 1"
        )
    assert found == [("a", "2026-03-01 09:00:00", 1, 2), ("b", "2026-03-01 10:00:00", None, 2)]


def test_a_union_of_unlike_tables_takes_time_and_leaves_nothing(side: Side) -> None:
    side.add({"raw.things": _ROWS, "raw.others": "select 'c' as id"})

    took = side.plain_union(
        {"raw.things": ("id", "received_at", "size"), "raw.others": ("id",)},
        ("id", "received_at", "size"),
    )

    assert took > 0
    with side.open() as warehouse:
        left = "select count(*) from information_schema.tables where table_name = 'bench_union'"
        assert warehouse.rows(left) == [(0,)]


def test_the_order_of_rows_and_when_they_were_computed_are_no_difference(side: Side) -> None:
    _make(side, "bench_marts", "select 1 as id, 'x' as name, 1 as _run union all select 2, 'y', 1")
    _make(side, "fresh_marts", "select 2 as id, 'y' as name, 2 as _run union all select 1, 'x', 2")

    kept, fresh = (Snapshot.of(side, schema, _RELATIONS) for schema in ("bench", "fresh"))

    assert kept.differences(fresh) == []
    assert kept.tables["_marts.facts"][0] == 2


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("select 1 as id, 'x' as name", "1 after a full refresh"),
        (
            "select 1 as id, 'x' as name union all select 2, 'z'",
            "2 after a full refresh, and the same number is not the same rows",
        ),
        (
            "select 1 as id, 'x' as name union all select 2, null",
            "2 after a full refresh, and the same number is not the same rows",
        ),
    ],
)
def test_another_row_or_another_value_is_a_difference(side: Side, rows: str, told: str) -> None:
    _make(side, "bench_marts", "select 1 as id, 'x' as name union all select 2, 'y'")
    _make(side, "fresh_marts", rows)

    kept, fresh = (Snapshot.of(side, schema, _RELATIONS) for schema in ("bench", "fresh"))

    assert kept.differences(fresh) == [f"_marts.facts: 2 rows after the increments, {told}"]


def _make(side: Side, schema: str, query: str) -> None:
    with side.open() as warehouse:
        warehouse.execute(f"create schema {schema}")
        warehouse.execute(f"create table {schema}.facts as {query}")
