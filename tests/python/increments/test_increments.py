"""Promises P2 and P5: increments are always what a full refresh gives, and a run may be killed.

A history is drawn from a seed: three to five batches of raw rows in any order, with all that
loaders, clients and production do meanwhile, and between them runs of some models, of some anew,
and runs that die before a statement. After each complete run each model is compared, row for row,
with its whole query over the same raw rows. The world is 25 orgs, which are so far apart that they
are as many companies in one.

On two cores with nothing else to do, a history takes about ten seconds and a world about fifteen,
on either engine. CI plays `_HISTORIES`; `INCREMENT_HISTORIES=100 pytest tests/python/increments`
plays as many on each engine, and `INCREMENT_SEED=7` only that one, and shortens it for two minutes
if it goes wrong.
"""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest
from tests.python.increments.dbt_process import said_until, started
from tests.python.increments.drawing import draw_history
from tests.python.increments.runner import RAW_VIEWS
from tests.python.increments.shrinking import shrunk
from tests.python.increments.world import PostgresDatabase

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.python.increments.history import History
    from tests.python.increments.world import World

pytestmark = pytest.mark.xdist_group("increments")

_HISTORIES = {"duckdb": 2, "postgres": 1}

# Read when tests are collected: a fixture takes the person's settings away.
_ASKED = int(os.environ.get("INCREMENT_HISTORIES", "0"))
_SEED = os.environ.get("INCREMENT_SEED")


def _cases() -> list[tuple[str, int]]:
    """Engines and seeds; the engines have seeds of their own, so that together they see more."""
    if _SEED:
        return [(engine, int(_SEED)) for engine in _HISTORIES]
    first = {"duckdb": 1, "postgres": 1001}
    return [
        (engine, first[engine] + number)
        for engine, count in _HISTORIES.items()
        for number in range(_ASKED or count)
    ]


@pytest.mark.parametrize(("world", "seed"), _cases(), indirect=["world"])
def test_after_any_history_increments_are_what_a_full_refresh_gives(
    world: World, seed: int
) -> None:
    history = draw_history(seed, world.pool, world.runner.increments)

    found = world.differences(history)

    assert found == [], _told(world, history, found)


def test_a_full_refresh_by_dbt_changes_nothing(duckdb_world: World) -> None:
    history = draw_history(500, duckdb_world.pool, duckdb_world.runner.increments, batches=2)
    assert duckdb_world.differences(history) == []

    arguments = ("--full-refresh", "--exclude", *RAW_VIEWS)
    duckdb_world.runner.run(*arguments, variables=history.variables)

    assert duckdb_world.compared(is_last=True) == []


def test_deliveries_that_an_earlier_version_kept_in_other_columns_are_built_anew(
    duckdb_world: World,
) -> None:
    duckdb_world.engine.begin()
    with duckdb_world.engine.open() as warehouse:
        warehouse.execute(
            "alter table analytics_intermediate.int_events__dispositions drop column plan_rejection"
        )
        warehouse.execute(
            "update analytics_state.state_versions set code_hash = 'earlier' "
            "where model = 'int_events__dispositions' and upstream = '(code)'"
        )

    duckdb_world.run_all({}, is_all=False)

    assert duckdb_world.compared(is_last=False) == []


def test_a_run_that_was_killed_and_started_again_ends_as_if_it_had_not_been(world: World) -> None:
    chance = random.SystemRandom()
    history = draw_history(501, world.pool, world.runner.increments, batches=2)
    world.engine.begin()
    world.play(history.batches[0], {}, is_all=False)
    world.change(history.batches[1])

    world.engine.hand_over()
    seconds = _killed_after(world, chance)
    world.run_all({}, is_all=True)

    assert world.compared(is_last=True) == [], f"killed {seconds} s after the first model began"


def test_a_run_whose_server_was_killed_ends_as_if_it_had_not_been_once_it_is_started_again(
    postgres_world: World,
) -> None:
    chance = random.SystemRandom()
    history = draw_history(504, postgres_world.pool, postgres_world.runner.increments, batches=2)
    postgres_world.engine.begin()
    postgres_world.play(history.batches[0], {}, is_all=False)
    postgres_world.change(history.batches[1])

    assert isinstance(postgres_world.engine, PostgresDatabase)
    seconds = _killed_after(postgres_world, chance, postgres_world.engine.die_and_start_again)
    postgres_world.run_all({}, is_all=True)

    assert postgres_world.compared(is_last=True) == [], f"killed {seconds} s after the first model"


def _killed_after(
    world: World, chance: random.Random, kill: Callable[[], None] | None = None
) -> float:
    """Start dbt, and kill it or what `kill` does at a random time in the life of its models."""
    with started(world, "killed") as process:
        said_until(process, " START ")
        seconds = chance.uniform(0, 4)
        time.sleep(seconds)
        (kill or process.kill)()
        process.communicate()
    return seconds


def _told(world: World, history: History, found: list[str]) -> str:
    """What differs, and a history that is as short as there is time for."""
    if _SEED:
        history = shrunk(history, lambda shorter: bool(world.differences(shorter)), seconds=120)
        found = world.differences(history) or found
    return "\n".join([*found, str(history)])
