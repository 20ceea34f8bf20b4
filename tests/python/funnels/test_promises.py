"""What holds of every funnel, whatever the oracle says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from tests.python.funnels.definition import Event
from tests.python.funnels.macro_call import columns_of
from tests.python.funnels.shapes import all_shapes
from tests.python.funnels.streams import one_batch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.python.funnels.definition import Funnel
    from tests.python.funnels.engine import Engine, Row

pytestmark = pytest.mark.xdist_group("funnels")

# Some: each costs as much as a comparison with the oracle, and says less.
SHAPES = dict(list(all_shapes().items())[::8])
BATCH = one_batch(seed=6)

# An event for which no step, no exclusion and no first time asks, at no time of its own.
OTHER = Event("other", "o-0", BATCH[0].occurred_at, "other")
INDIFFERENT = [
    name
    for name, funnel in SHAPES.items()
    if funnel.order != "strict" and not any(test(OTHER) for test in funnel.tests)
]

Attempt = dict[str, Any]


@pytest.fixture(scope="module")
def said(engines: dict[str, Engine]) -> dict[tuple[str, str], list[Row]]:
    """What each engine says of each funnel, for all tests here."""
    for engine in engines.values():
        engine.load(BATCH)
    return {
        (name, engine.name): engine.answers(funnel)
        for name, funnel in SHAPES.items()
        for engine in engines.values()
    }


def _attempts(funnel: Funnel, rows: Iterable[Row]) -> list[Attempt]:
    return [dict(zip(columns_of(funnel), row[2:], strict=True)) for row in rows]


def _reached(attempt: Attempt, column: str) -> list[Any]:
    return [attempt[f"step_{number}_{column}"] for number in range(1, attempt["steps_reached"] + 1)]


def test_there_are_attempts_to_speak_of(said: dict[tuple[str, str], list[Row]]) -> None:
    assert sum(len(rows) > 100 for rows in said.values()) > len(said) * 0.8


@pytest.mark.parametrize("name", SHAPES)
def test_the_engines_agree(name: str, said: dict[tuple[str, str], list[Row]]) -> None:
    assert Counter(said[name, "postgres"]) == Counter(said[name, "duckdb"])


@pytest.mark.parametrize("engine", ["postgres", "duckdb"])
@pytest.mark.parametrize("name", SHAPES)
def test_an_attempt_reaches_steps_one_after_the_other_by_events_of_their_own(
    name: str, engine: str, said: dict[tuple[str, str], list[Row]]
) -> None:
    count = len(SHAPES[name].steps)

    for attempt in _attempts(SHAPES[name], said[name, engine]):
        at = [attempt[f"step_{number}_at"] for number in range(1, count + 1)]
        ids = _reached(attempt, "event_id")

        assert 1 <= attempt["steps_reached"] <= attempt["steps_before_exclusion"] <= count
        assert [one is not None for one in at] == [
            number <= attempt["steps_reached"] for number in range(1, count + 1)
        ]
        assert None not in ids
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("engine", ["postgres", "duckdb"])
@pytest.mark.parametrize("name", SHAPES)
def test_an_attempt_goes_forward_in_time_and_keeps_its_limits(
    name: str, engine: str, said: dict[tuple[str, str], list[Row]]
) -> None:
    funnel = SHAPES[name]

    for attempt in _attempts(funnel, said[name, engine]):
        at = _reached(attempt, "at")
        steps = zip(funnel.steps[1:], pairwise(at), strict=False)

        assert all(one <= other for one, other in pairwise(at))
        assert at[-1] - at[0] <= (funnel.window or timedelta.max)
        assert all(other - one <= (step.within or timedelta.max) for step, (one, other) in steps)
        assert (attempt["entered_at"], attempt["last_reached_at"]) == (at[0], at[-1])
        assert attempt["attempt_id"] == attempt["step_1_event_id"]


@pytest.mark.parametrize("engine", ["postgres", "duckdb"])
@pytest.mark.parametrize("name", SHAPES)
def test_no_step_has_more_entities_than_the_one_before_and_null_is_none_of_them(
    name: str, engine: str, said: dict[tuple[str, str], list[Row]]
) -> None:
    funnel = SHAPES[name]
    results = _attempts(funnel, [row for row in said[name, engine] if row[0].startswith("best")])

    entities = [
        {result["entity_id"] for result in results if result[f"step_{number}_at"] is not None}
        for number in range(1, len(funnel.steps) + 1)
    ]

    assert all(later <= earlier for earlier, later in pairwise(entities))
    assert None not in entities[0]


@pytest.mark.parametrize("name", SHAPES)
def test_the_order_of_the_rows_does_not_matter(
    name: str, engines: dict[str, Engine], said: dict[tuple[str, str], list[Row]]
) -> None:
    shuffled = Random(name).sample(BATCH, k=len(BATCH))  # noqa: S311  (no secret)

    for engine in engines.values():
        engine.load(shuffled)
        assert Counter(engine.answers(SHAPES[name])) == Counter(said[name, engine.name])


@pytest.mark.parametrize("name", INDIFFERENT)
def test_events_that_nothing_asks_for_change_nothing(
    name: str, engines: dict[str, Engine], said: dict[tuple[str, str], list[Row]]
) -> None:
    others = [
        replace(
            OTHER,
            event_id=f"other-{number}",
            entity_id=event.entity_id,
            occurred_at=event.occurred_at,
        )
        for number, event in enumerate(BATCH)
    ]

    for engine in engines.values():
        engine.load(others + BATCH)
        assert Counter(engine.answers(SHAPES[name])) == Counter(said[name, engine.name])
