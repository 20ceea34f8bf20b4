from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.contender import Contender
from benchmarks.duckdb_engine import DuckDBEngine
from benchmarks.engine import TimeLimitError
from benchmarks.postgres_engine import PostgresEngine
from benchmarks.race import race

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.event_file import EventFile
    from org_funnels.warehouse import embedded

_ENDLESS = "select count(*) from generate_series(1, 100000) a, generate_series(1, 1000000) b"


@dataclass
class _Engine:
    """One that notes what it is asked, and never finishes what is called `slow`."""

    asked: list[str] = field(default_factory=list)
    name: str = "Engine"
    version: str = "1"

    def rows(self, sql: str, limit_seconds: float) -> list[tuple[Any, ...]]:
        self.asked.append(sql)
        if sql == "slow":
            raise TimeLimitError
        return [(limit_seconds,)]

    def add_events(self, name: str, file: EventFile) -> str:
        raise NotImplementedError

    def add_step_table(self, name: str, events: str) -> str:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


def test_contenders_run_in_turn_and_one_that_does_not_finish_runs_once() -> None:
    engine = _Engine()
    told: list[str] = []
    contenders = [Contender(engine, "events", sql, sql, 7) for sql in ("a", "slow", "b")]

    timings = race(contenders, 3, told.append)

    assert engine.asked == ["a", "a", "slow", "b", "b", *["a", "a", "b", "b"] * 2]
    assert {name: len(timing.seconds) for name, timing in timings.items()} == {
        "Engine, events: a": 3,
        "Engine, events: slow": 0,
        "Engine, events: b": 3,
    }
    assert timings["Engine, events: slow"].median == 7
    assert told[1] == "round 1 of 3  Engine, events: slow  not in 7 s"


def test_a_long_run_is_not_warmed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = _Engine()
    monkeypatch.setattr("benchmarks.race.WARMED_UP_SECONDS", -1)

    race([Contender(engine, "events", "a", "a", 7)], 2, lambda _: None)

    assert engine.asked == ["a", "a"]


def test_duckdb_stops_at_the_limit_and_goes_on_afterwards(tmp_path: Path) -> None:
    engine = DuckDBEngine.open(tmp_path)

    with pytest.raises(TimeLimitError):
        engine.rows(_ENDLESS, 0.2)

    assert engine.rows("select 1", 60) == [(1,)]
    engine.close()


def test_postgres_stops_at_the_limit_and_goes_on_afterwards(
    embedded_server: embedded.Place, tmp_path: Path
) -> None:
    engine = PostgresEngine.open(embedded_server.dsn("postgres"), tmp_path)

    with pytest.raises(TimeLimitError):
        engine.rows(_ENDLESS, 1)

    assert engine.rows("select 1", 60) == [(1,)]
    engine.close()
