"""One run: fill the engines, compare their answers, time them in turn."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.checks import (
    all_disagreements,
    general_answers,
    peer_answers,
    plain_answers,
    self_join_answers,
)
from benchmarks.clickhouse_engine import ClickHouseEngine
from benchmarks.contenders import (
    Limits,
    OurSide,
    general_contenders,
    our_contenders,
    peer_contenders,
    self_joins,
    skewed_contenders,
)
from benchmarks.duckdb_engine import DuckDBEngine
from benchmarks.event_files import EventFiles
from benchmarks.funnel import PLAIN
from benchmarks.machine import Machine
from benchmarks.outcome import Outcome
from benchmarks.postgres_engine import PostgresEngine
from benchmarks.race import race
from benchmarks.relations import PeerRelations, Relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from benchmarks.checks import Check
    from benchmarks.contender import Contender


@dataclass(frozen=True)
class Settings:
    """What a run is told."""

    rows: int
    rounds: int
    data: Path
    macros: Path
    postgres_dsn: str
    command: str
    with_clickhouse: bool = True
    limits: Limits = field(default_factory=Limits)


def measure(settings: Settings, scratch: Path, tell: Callable[[str], None]) -> Outcome:
    """All of it. `scratch` is a folder that may be filled, `tell` is told how far it is."""
    tell(f"making {settings.rows} events in {settings.data}")
    files = EventFiles.make(settings.data, settings.rows)
    with ExitStack() as stack:
        duckdb = stack.enter_context(closing(DuckDBEngine.open(scratch)))
        postgres = stack.enter_context(closing(PostgresEngine.open(settings.postgres_dsn, scratch)))
        tell("filling DuckDB and PostgreSQL")
        sides = [
            OurSide(duckdb, "duckdb", Relations.of(duckdb, files), settings.macros),
            OurSide(postgres, "postgres", Relations.of(postgres, files), settings.macros),
        ]
        peer = _peer(stack, scratch, files, tell) if settings.with_clickhouse else None
        tell("comparing answers")
        checks = _checks(sides, peer, settings.limits)
        tell("timing")
        timings = race(_contenders(sides, peer, settings.limits), settings.rounds, tell)
        engines = [side.engine for side in sides] + ([peer[0]] if peer else [])
        return Outcome(
            command=settings.command,
            machine=Machine.this_one(),
            versions={engine.name: engine.version for engine in engines},
            files=files,
            rounds=settings.rounds,
            plain=next(iter(checks[0][1].values())),
            compared=tuple(f"{question}: {'; '.join(answers)}" for question, answers in checks),
            disagreements=tuple(all_disagreements(checks)),
            timings=timings,
        )


_Peer = tuple[ClickHouseEngine, PeerRelations]


def _peer(stack: ExitStack, scratch: Path, files: EventFiles, tell: Callable[[str], None]) -> _Peer:
    tell("filling ClickHouse")
    engine = stack.enter_context(closing(ClickHouseEngine.open(scratch)))
    return engine, PeerRelations.of(engine, files)


def _checks(sides: list[OurSide], peer: _Peer | None, limits: Limits) -> list[Check]:
    plain = plain_answers(sides, limits)
    if peer:
        plain |= peer_answers(*peer, limits)
    checks = [(f"{PLAIN.name} funnel", plain), *general_answers(sides, limits)]
    for side in sides:
        checks += self_join_answers(side, limits)
    return checks


def _contenders(sides: list[OurSide], peer: _Peer | None, limits: Limits) -> Iterable[Contender]:
    if peer:
        yield from peer_contenders(*peer, limits)
    for kind in (our_contenders, skewed_contenders, general_contenders, self_joins):
        for side in sides:
            yield from kind(side, limits)
