from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.increments.bench_project import BenchProject
from benchmarks.increments.raw_event import raw_events
from benchmarks.increments.raw_files import RawFiles
from benchmarks.increments.raw_indexes import create_indexes, drop_indexes, index_statements
from benchmarks.increments.stream import Stream
from benchmarks.increments.stretch import Stretch

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.increments.postgres_side import PostgresSide

_STREAM = Stream(20_000, raw_events(12))
_RECENT = """
    select * from bench_intermediate.int_events__deliveries
    where loaded_at = timestamp '1970-01-01' or case source_table
        when 'server.build_started' then loaded_at >= timestamp '2025-12-30'
        else false
    end"""


@pytest.fixture
def project(postgres_side: PostgresSide, tmp_path: Path) -> BenchProject:
    """The made-up company, with its rows and the views on them."""
    made = BenchProject.make(tmp_path / "project", postgres_side, _STREAM.events)
    files = RawFiles.make(_STREAM, tmp_path / "data", 0, _STREAM.rows)
    postgres_side.add(files.raw_tables(Stretch.history(_STREAM.rows)))
    made.command("run", "--select", "+int_events__deliveries")
    return made


def test_the_indexes_that_are_printed_find_what_is_new(project: BenchProject) -> None:
    before = _scans(project)

    made = create_indexes(project)

    assert made == 12
    assert any("Seq Scan" in line for line in before)
    assert not any("Seq Scan" in line for line in _scans(project))
    drop_indexes(project)
    assert any("Seq Scan" in line for line in _scans(project))


def test_a_table_whose_load_time_is_text_has_no_index(project: BenchProject) -> None:
    with project.side.open() as warehouse:
        warehouse.execute("drop table bench_web.docs_impression cascade")
        warehouse.execute("create table bench_web.docs_impression (id text, uuid_ts text)")

    printed = project.command("run-operation", "raw_table_indexes")

    assert len(index_statements(printed)) == 11
    assert (
        '-- "bench_web"."docs_impression": no index, because uuid_ts is text and no timestamp.'
        in printed.splitlines()
    )


def _scans(project: BenchProject) -> list[Any]:
    with project.side.open() as warehouse:
        # of few rows it would read all
        warehouse.execute("set enable_seqscan = off")
        lines = [line for (line,) in warehouse.rows(f"explain {_RECENT}")]
    return [line for line in lines if "Scan" in line]
