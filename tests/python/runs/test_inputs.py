"""What a run sees of the sources before it builds, on each engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.runs.inputs import Inputs, load_overlap, read_inputs
from org_funnels.runs.manifest import Source
from org_funnels.tracking_plan import load_plan

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse

_PROJECT = Path(__file__).parents[3]

_EVENTS = Source("source.p.demo_web.site_impression", "", "segment_web", "site_impression")
_USERS = Source("source.p.demo_production.users", "", "production", "users")
_GONE = Source("source.p.demo_web.gone", "", "segment_web", "gone")
_SOURCES = (_EVENTS, _USERS, _GONE)

_EVENT = "insert into segment_web.site_impression values "


@pytest.fixture
def sources(warehouse: Warehouse) -> Warehouse:
    """A raw event table and a table of production."""
    for statement in (
        "create schema segment_web",
        "create schema production",
        "create table segment_web.site_impression (id text, uuid_ts timestamp)",
        "create table production.users (id text, name text, _synced_at timestamp)",
        f"{_EVENT} ('a', '2026-06-01 10:00'), ('b', '2026-06-03 09:00'), ('c', '2026-06-03 10:00')",
        "insert into production.users values ('u1', 'Ada', '2026-06-03 10:00')",
    ):
        warehouse.execute(statement)
    return warehouse


def _inputs(warehouse: Warehouse, *sources: Source) -> Inputs:
    ((database,),) = warehouse.rows("select current_database()")
    here = [replace(one, database=one.database or database) for one in sources or _SOURCES]
    return read_inputs(warehouse, here, load_plan(_PROJECT), _PROJECT)


def _changed_by(warehouse: Warehouse, statement: str) -> set[str]:
    before = _inputs(warehouse).fingerprints
    warehouse.execute(statement)
    after = _inputs(warehouse).fingerprints
    return {name for name in after if after[name] != before[name]}


def test_what_is_the_same_has_the_same_fingerprint(sources: Warehouse) -> None:
    assert _inputs(sources) == _inputs(sources)


@pytest.mark.parametrize(
    ("statement", "changed"),
    [
        (f"{_EVENT} ('d', '2026-06-03 11:00')", _EVENTS),
        # late, within load_overlap of the newest
        (f"{_EVENT} ('d', '2026-06-03 08:00')", _EVENTS),
        # on the day on which load_overlap begins
        (f"{_EVENT} ('d', '2026-06-03 00:00')", _EVENTS),
        # without a load time
        (f"{_EVENT} ('d', null)", _EVENTS),
        # twice the same row
        (f"{_EVENT} ('c', '2026-06-03 10:00')", _EVENTS),
        ("update segment_web.site_impression set id = 'x' where id = 'b'", _EVENTS),
        ("delete from segment_web.site_impression where id = 'b'", _EVENTS),
        # a null is not an empty text
        ("update segment_web.site_impression set id = '' where id = 'c'", _EVENTS),
        ("update production.users set name = 'Grace'", _USERS),
        ("delete from production.users", _USERS),
        ("create table segment_web.gone (id text)", _GONE),
    ],
)
def test_a_changed_source_has_another_fingerprint_and_the_others_have_not(
    sources: Warehouse, statement: str, changed: Source
) -> None:
    assert _changed_by(sources, statement) == {changed.unique_id}


def test_a_value_that_moves_to_another_row_is_a_change(sources: Warehouse) -> None:
    sources.execute("insert into production.users values ('u2', 'Bo', '2026-06-03 10:00')")

    swapped = "update production.users set name = case id when 'u1' then 'Bo' else 'Ada' end"

    assert _changed_by(sources, swapped) == {_USERS.unique_id}


def test_the_overlap_may_begin_on_the_day_before(sources: Warehouse) -> None:
    sources.execute(f"{_EVENT} ('x', '2026-06-05 01:00')")

    assert _changed_by(sources, f"{_EVENT} ('d', '2026-06-04 12:00')") == {_EVENTS.unique_id}


def test_of_what_is_no_raw_event_table_old_rows_are_looked_at_too(sources: Warehouse) -> None:
    for statement in (
        "alter table production.users add column loaded_at timestamp",
        "update production.users set loaded_at = '2026-01-01'",
        "insert into production.users (id, loaded_at) values ('u2', '2026-06-01')",
    ):
        sources.execute(statement)

    changed = "update production.users set name = 'Grace' where id = 'u1'"

    assert _changed_by(sources, changed) == {_USERS.unique_id}


def test_what_the_increments_do_not_look_back_to_is_not_looked_at(sources: Warehouse) -> None:
    late = f"{_EVENT} ('d', '2026-06-02 23:59')"

    assert _changed_by(sources, late) == set()


@pytest.mark.parametrize("odd", ["infinity", "-infinity"])
def test_a_load_time_that_is_no_moment_hides_nothing(sources: Warehouse, odd: str) -> None:
    sources.execute(f"{_EVENT} ('e', '{odd}')")

    assert _changed_by(sources, f"{_EVENT} ('f', '{odd}')") == {_EVENTS.unique_id}
    assert _changed_by(sources, f"{_EVENT} ('d', '2026-06-03 08:00')") == {_EVENTS.unique_id}


def test_a_load_time_may_be_a_text(sources: Warehouse) -> None:
    text = "to_char(uuid_ts, 'YYYY-MM-DD HH24:MI')"
    if sources.engine == "duckdb":
        text = "strftime(uuid_ts, '%Y-%m-%dT%H:%M:%SZ')"
    sources.execute(
        f"alter table segment_web.site_impression alter column uuid_ts type text using {text}"
    )

    assert _changed_by(sources, f"{_EVENT} ('d', '2026-06-03 08:00')") == {_EVENTS.unique_id}
    assert _changed_by(sources, f"{_EVENT} ('d', '2026-06-02 08:00')") == set()


def test_of_a_table_without_the_column_of_load_times_everything_is_looked_at(
    sources: Warehouse,
) -> None:
    sources.execute("alter table segment_web.site_impression drop column uuid_ts")

    assert _changed_by(sources, f"{_EVENT} ('d')") == {_EVENTS.unique_id}


def test_a_source_that_cannot_be_read_is_one_of_which_nobody_can_tell(sources: Warehouse) -> None:
    sources.execute(
        "create view segment_web.gone as select cast(id as integer) as n from production.users"
    )

    found = _inputs(sources, _GONE, _USERS).fingerprints

    assert found[_GONE.unique_id] is None
    assert found[_USERS.unique_id] is not None


def test_of_a_source_in_another_database_nobody_can_tell(sources: Warehouse) -> None:
    elsewhere = replace(_USERS, database="elsewhere")

    assert _inputs(sources, elsewhere).fingerprints == {_USERS.unique_id: None}


@pytest.mark.parametrize("kind", ["view", "materialized view"])
def test_a_source_may_be_a_view(sources: Warehouse, kind: str) -> None:
    if sources.engine == "duckdb" and kind == "materialized view":
        kind = "table"
    query = "select id from production.users"
    sources.execute(f"create {kind} segment_web.gone as {query}")
    before = _inputs(sources, _GONE).fingerprints[_GONE.unique_id]
    sources.execute(f"drop {kind} segment_web.gone")
    sources.execute(f"create {kind} segment_web.gone as {query} union all select 'u9'")

    after = _inputs(sources, _GONE).fingerprints[_GONE.unique_id]

    assert [text.split()[0] for text in (before or "", after or "")] == ["1", "2"]


def test_columns_are_told_with_their_types_and_in_no_order(sources: Warehouse) -> None:
    before = _inputs(sources).columns
    sources.execute("alter table production.users add column age integer")

    after = _inputs(sources).columns

    assert {name for name in after if after[name] != before[name]} == {_USERS.unique_id}
    assert after[_GONE.unique_id] == ""
    assert "age integer" in after[_USERS.unique_id].lower()


def test_the_overlap_is_the_projects_and_wrong_ones_are_told(tmp_path: Path) -> None:
    def overlap(text: str) -> float:
        (tmp_path / "dbt_project.yml").write_text(text)
        return load_overlap(tmp_path).total_seconds() / 3600

    assert overlap("name: x") == 2
    assert overlap("vars: {load_overlap: 3 hours}") == 3
    assert overlap("vars: {load_overlap: 3 hours, org_funnels: {load_overlap: 1 day}}") == 24
    with pytest.raises(UserError, match="load_overlap: `soon` is no length of time"):
        overlap("vars: {load_overlap: soon}")


def test_a_selector_names_a_source_and_all_that_reads_it() -> None:
    assert replace(_EVENTS).selector == "source:p.demo_web.site_impression+"
