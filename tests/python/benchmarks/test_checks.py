from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.answer import Answer, disagreements, read_levels, read_reached
from benchmarks.checks import all_disagreements, plain_answers
from benchmarks.contenders import Limits, OurSide
from benchmarks.duckdb_engine import DuckDBEngine
from benchmarks.event_files import EventFiles
from benchmarks.relations import Relations

if TYPE_CHECKING:
    from collections.abc import Iterator

_MACROS = Path(__file__).parents[3] / "macros"
# The first event that is an attempt.
_STEP = "(select min_by(event_id, occurred_at) from step_events where step_number = 1)"


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OurSide]:
    folder = tmp_path_factory.mktemp("benchmark")
    engine = DuckDBEngine.open(folder)
    relations = Relations.of(engine, EventFiles.make(folder, 20_000))
    yield OurSide(engine, "duckdb", relations, _MACROS)
    engine.close()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("select * from step_events where event_id <> {one}", "the times, events, users or status"),
        (
            "select * replace (case when event_id = {one} then occurred_at + to_microseconds(1)"
            " else occurred_at end as occurred_at) from step_events",
            "the times, events, users or status",
        ),
        (
            "select * replace (case when event_id = {one} then 'ffffffff' else event_id end"
            " as event_id) from step_events",
            "the times, events, users or status",
        ),
        (
            "select * replace (case when event_id = {one} then 'user-0' else user_id end"
            " as user_id) from step_events",
            "the times, events, users or status",
        ),
        (
            "select * replace (case when entity_id = 'org-0000001' then 'org-9999999'"
            " else entity_id end as entity_id) from step_events",
            "which entities reached them",
        ),
        (
            "select * from step_events where entity_id <> 'org-0000001'",
            "how many entities reached each step",
        ),
    ],
    ids=["an event", "a time", "an id", "a user", "another org", "no such org"],
)
def test_an_answer_from_other_events_is_told(side: OurSide, changed: str, told: str) -> None:
    side.engine.rows(f"create or replace view changed as {changed.format(one=_STEP)}", 60)
    relations = replace(side.relations, step_table="changed")

    found = _disagreements(replace(side, relations=relations))

    assert all(
        sentence.startswith("plain: DuckDB, events and DuckDB, step table differ in ")
        for sentence in found
    )
    assert any(told in sentence for sentence in found)


def test_the_same_events_are_no_difference(side: OurSide) -> None:
    assert _disagreements(side) == []


def test_an_answer_is_compared_with_every_other_that_has_the_same_parts() -> None:
    answers = {
        "a": Answer((1, 2), 3),
        "b": Answer((1, 2), None, (7,)),
        "c": Answer((1, 2), 4, (8,)),
    }

    assert disagreements(answers) == [
        "a and c differ in which entities reached them",
        "b and c differ in the times, events, users or status of the attempts",
    ]


def test_entities_that_never_began_count_for_nobody() -> None:
    assert read_levels([("0", "9", "0"), ("2", "3", "14")], 3) == Answer((0, 3, 0), 14)


def test_who_came_farther_is_not_counted_where_it_came_through() -> None:
    assert read_reached([(2, 4), (1, 10), (3, 0)]) == Answer((6, 4, 0))


def _disagreements(side: OurSide) -> list[str]:
    return all_disagreements([("plain", plain_answers([side], Limits()))])
