from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from benchmarks.event_file import gather_in_one_org, make_events

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def test_the_same_number_of_rows_makes_the_same_events(tmp_path: Path) -> None:
    first = make_events(tmp_path / "first", 5_000)
    second = make_events(tmp_path / "second", 5_000)

    rows = _rows(f"select * from '{first.path}'")
    assert rows == _rows(f"select * from '{second.path}'")
    assert len(rows) == 5_000
    assert len({row[0] for row in rows}) == 5_000


def test_one_org_has_all_that_many_had(tmp_path: Path) -> None:
    spread = make_events(tmp_path, 5_000)

    gathered = gather_in_one_org(spread, tmp_path)

    columns = "event_id, user_id, event_name, occurred_at"
    differing = f"select {columns} from '{spread.path}' except select {columns} from '{{}}'"
    assert _rows(differing.format(gathered.path)) == []
    entities = f"select count(*), count(distinct entity_id) from '{gathered.path}'"
    assert _rows(entities) == [(5_000, 1)]


def test_a_file_that_was_left_half_made_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "events-100.half").write_text("no Parquet")

    made = make_events(tmp_path, 100)

    assert _rows(f"select count(*) from '{made.path}'") == [(100,)]


def _rows(sql: str) -> list[Any]:
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()
