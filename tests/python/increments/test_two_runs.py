"""Two runs at once: one waits for the other, says for which, and both leave what is right."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import psycopg2
import pytest
from tests.python.increments.dbt_process import ended_well, said_until, started
from tests.python.increments.drawing import draw_history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.python.increments.world import World

pytestmark = pytest.mark.xdist_group("increments")

_MODEL = "int_events__dispositions"
_RELATION = f'"world"."analytics_intermediate"."{_MODEL}"'
_INCREMENTS = ("--select", "config.materialized:increment")


@pytest.fixture
def holder(postgres_world: World) -> Iterator[psycopg2.extensions.connection]:
    """Another run in the midst of a model, which something new has arrived for."""
    _new_rows(postgres_world)
    environment = postgres_world.engine.environment
    with closing(
        psycopg2.connect(
            host=environment["PGHOST"],
            port=environment["PGPORT"],
            user=environment["PGUSER"],
            dbname=environment["PGDATABASE"],
        )
    ) as connection:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [_RELATION])
        yield connection


def test_a_run_waits_for_the_one_that_writes_its_model_and_says_for_which(
    postgres_world: World, holder: psycopg2.extensions.connection
) -> None:
    with started(postgres_world, "waiting", *_INCREMENTS) as process:
        said = said_until(process, "is being written by another run")
        holder.rollback()
        ended_well(process)

    who = f"process {holder.info.backend_pid} of the server, postgres@127.0.0.1, since 20"
    assert f"{_RELATION} is being written by another run: {who}" in said
    postgres_world.run_all({}, is_all=True)
    assert postgres_world.compared(is_last=True) == []


def test_the_lock_of_a_run_that_died_is_none(
    postgres_world: World, holder: psycopg2.extensions.connection
) -> None:
    with started(postgres_world, "after_a_death", *_INCREMENTS) as process:
        said_until(process, "is being written by another run")
        with postgres_world.engine.open() as warehouse:
            warehouse.rows("select pg_terminate_backend(%s)", [holder.info.backend_pid])
        ended_well(process)

    postgres_world.run_all({}, is_all=True)
    assert postgres_world.compared(is_last=True) == []


def test_two_runs_at_once_leave_what_one_leaves(postgres_world: World) -> None:
    _new_rows(postgres_world)

    with (
        started(postgres_world, "one", *_INCREMENTS) as one,
        started(postgres_world, "another", *_INCREMENTS) as another,
    ):
        ended_well(one)
        ended_well(another)

    postgres_world.run_all({}, is_all=True)
    assert postgres_world.compared(is_last=True) == []


def _new_rows(world: World) -> None:
    world.engine.begin()
    world.change(draw_history(503, world.pool, world.runner.increments, batches=2).batches[0])
