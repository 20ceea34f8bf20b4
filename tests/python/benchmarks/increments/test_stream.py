from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from benchmarks.increments.raw_event import raw_events
from benchmarks.increments.raw_files import RawFiles
from benchmarks.increments.stream import UNCLAIMED, Stream
from benchmarks.increments.stretch import Stretch

if TYPE_CHECKING:
    from pathlib import Path

_ROWS = 20_000
_STREAM = Stream(_ROWS, raw_events(14))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> RawFiles:
    return RawFiles.make(_STREAM, tmp_path_factory.mktemp("events"), -2_000, _ROWS)


def test_the_same_company_has_the_same_events(files: RawFiles, tmp_path: Path) -> None:
    again = RawFiles.make(_STREAM, tmp_path, -2_000, _ROWS)

    assert _all_rows(files, Stretch(_ROWS, -2_000)) == _all_rows(again, Stretch(_ROWS, -2_000))


def test_files_that_are_there_are_not_made_again(files: RawFiles) -> None:
    before = files.folder.stat().st_mtime_ns

    RawFiles.make(_STREAM, files.folder.parent, -2_000, _ROWS)

    assert files.folder.stat().st_mtime_ns == before


def test_a_longer_history_is_the_same_rows_and_older_ones(files: RawFiles) -> None:
    short, long = (_all_rows(files, Stretch.history(rows)) for rows in (2_000, _ROWS))

    assert short < long
    oldest = min(loaded for _, _, loaded in short)
    assert short == {row for row in long if row[2] >= oldest}


def test_stretches_one_after_another_share_no_row_and_leave_none_out(files: RawFiles) -> None:
    first = Stretch.after(Stretch.history(_ROWS), 500)
    second = Stretch.after(first, 700)

    parts = [_all_rows(files, part) for part in (first, second)]

    assert parts[0].isdisjoint(parts[1])
    assert parts[0] | parts[1] == _all_rows(files, Stretch(0, -1_200))
    assert 400 < len(parts[0]) < len(parts[1])


def test_every_event_has_a_raw_table_with_rows(files: RawFiles) -> None:
    tables = files.raw_tables(Stretch.history(_ROWS))

    assert len(tables) == 15
    assert [table for table, query in tables.items() if not _rows(query)] == []


def test_events_are_as_uneven_as_in_life(files: RawFiles) -> None:
    everything = " union all by name ".join(
        f"({query})" for query in files.raw_tables(Stretch.history(_ROWS)).values()
    )
    ((rows, ids, unclaimed, late, largest),) = _rows(f"""
        select
            count(*), count(distinct id), count(*) filter (anonymous_id = '{UNCLAIMED}'),
            count(*) filter (received_at - original_timestamp > interval '10 minutes'),
            count(*) filter (user_id like 'u0-%')
        from ({everything})""")

    assert 0.005 < (rows - ids) / rows < 0.02
    assert 0.9 * _STREAM.moved < unclaimed < 1.1 * _STREAM.moved
    assert 0.02 < late / rows < 0.04
    # 1/40^(1/3) of 40 orgs
    assert largest / rows > 0.15


def _all_rows(files: RawFiles, stretch: Stretch) -> set[tuple[Any, ...]]:
    """Table, id and load time of each row. A delivery that came twice has two load times."""
    return {
        (table, *row)
        for table, query in files.raw_tables(stretch).items()
        for row in _rows(f"select id, uuid_ts from ({query})")
    }


def _rows(query: str) -> list[Any]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()
