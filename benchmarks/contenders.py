"""Everything that is timed, and the names by which the report finds it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import peer_sql
from benchmarks.contender import Contender
from benchmarks.funnel import GENERAL, PLAIN, PREPARED
from benchmarks.funnel_sql import FunnelSql

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmarks.clickhouse_engine import ClickHouseEngine
    from benchmarks.engine import Engine
    from benchmarks.funnel import Funnel
    from benchmarks.relations import PeerRelations, Relations
    from org_funnels.warehouse.warehouse import Engine as Dialect

# What is read.
EVENTS = "events"
STEP_TABLE = "step table"
SORTED_EVENTS = "sorted events"
FEWER_EVENTS = "a tenth of the events"
ONE_ORG = "that tenth in one org"

# What is asked of it.
BOUND = "filter and group by"
TIMES = "funnel_attempts, times"
EVERYTHING = "funnel_attempts, all columns"
RESULTS = "funnel_results, all columns"
STRICT_ONCE = "windowFunnel strict_once"
WINDOW_FUNNEL = "windowFunnel"
SELF_JOIN = "chained self-join"
SELF_JOIN_IN_WINDOW = "chained self-join within the window"


@dataclass(frozen=True)
class Limits:
    """How long a run may take, in seconds."""

    usual: float = 900
    self_join: float = 120


@dataclass(frozen=True)
class OurSide:
    """An engine that runs the macros."""

    engine: Engine
    dialect: Dialect
    relations: Relations
    macros: Path

    def sql(self, funnel: Funnel, relation: str) -> FunnelSql:
        """The questions about a funnel over one of the relations."""
        return FunnelSql.of(funnel, relation, self.dialect, self.macros)


def our_contenders(side: OurSide, limits: Limits) -> Iterable[Contender]:
    """Ours, from events and from the step table, and what the engine can't do without."""
    relations = side.relations
    for source, relation, funnel, condition in (
        (EVENTS, relations.events, PLAIN, None),
        (STEP_TABLE, relations.step_table, PREPARED, "step_number between 1 and 5"),
    ):
        asked = side.sql(funnel, relation)
        bound = peer_sql.bound(relation, condition) if condition else peer_sql.bound(relation)
        for question, sql in (
            (BOUND, bound),
            (TIMES, asked.times),
            (EVERYTHING, asked.everything),
            (RESULTS, asked.results),
        ):
            yield Contender(side.engine, source, question, sql, limits.usual)


def self_joins(side: OurSide, limits: Limits) -> Iterable[Contender]:
    """What the best-known funnel macro for dbt does, without and with a window."""
    for question, with_window in ((SELF_JOIN, False), (SELF_JOIN_IN_WINDOW, True)):
        sql = peer_sql.self_join(side.relations.events, with_window=with_window)
        yield Contender(side.engine, EVENTS, question, sql, limits.self_join)


def skewed_contenders(side: OurSide, limits: Limits) -> Iterable[Contender]:
    """The same number of events, of many orgs and of one."""
    for source, relation in (
        (FEWER_EVENTS, side.relations.fewer_events),
        (ONE_ORG, side.relations.one_org),
    ):
        sql = side.sql(PLAIN, relation).times
        yield Contender(side.engine, source, TIMES, sql, limits.usual)


def general_contenders(side: OurSide, limits: Limits) -> Iterable[Contender]:
    """The shapes that need more than the next event of the next step."""
    for funnel in GENERAL:
        sql = side.sql(funnel, side.relations.fewer_events).times
        yield Contender(side.engine, FEWER_EVENTS, funnel.name, sql, limits.usual)


def peer_contenders(
    engine: ClickHouseEngine, relations: PeerRelations, limits: Limits
) -> Iterable[Contender]:
    """ClickHouse on the same Parquet file and on its own sorted tables."""
    for source, relation in (
        (EVENTS, relations.events),
        (SORTED_EVENTS, relations.sorted_events),
        (STEP_TABLE, relations.sorted_steps),
    ):
        for question, sql in (
            (BOUND, peer_sql.bound(relation)),
            (WINDOW_FUNNEL, peer_sql.window_funnel(relation, "")),
            (STRICT_ONCE, peer_sql.window_funnel(relation)),
        ):
            yield Contender(engine, source, question, sql, limits.usual)
