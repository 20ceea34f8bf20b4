"""Whether all that is exact gives the same answer, down to each attempt's times and events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks import peer_sql
from benchmarks.answer import Answer, disagreements, read_levels, read_reached, read_sums
from benchmarks.contenders import EVENTS, FEWER_EVENTS, ONE_ORG, SORTED_EVENTS, STEP_TABLE
from benchmarks.engine import TimeLimitError
from benchmarks.funnel import GENERAL, PLAIN, PREPARED, UNLIMITED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.clickhouse_engine import ClickHouseEngine
    from benchmarks.contenders import Limits, OurSide
    from benchmarks.funnel import Funnel
    from benchmarks.relations import PeerRelations

# A question that several are asked, and what each of them answered.
Check = tuple[str, dict[str, Answer]]


def all_disagreements(checks: Iterable[Check]) -> list[str]:
    """A sentence for each pair of answers that should be one."""
    return [
        f"{question}: {sentence}"
        for question, answers in checks
        for sentence in disagreements(answers)
    ]


def plain_answers(sides: Iterable[OurSide], limits: Limits) -> dict[str, Answer]:
    """What the macros answer to the plain funnel, from all that they can read."""
    return {
        f"{side.engine.name}, {source}": _answer(side, funnel, relation, limits)
        for side in sides
        for source, funnel, relation in (
            (EVENTS, PLAIN, side.relations.events),
            (STEP_TABLE, PREPARED, side.relations.step_table),
        )
    }


def general_answers(sides: Iterable[OurSide], limits: Limits) -> Iterator[Check]:
    """What the macros answer on each engine to all else that is timed."""
    sides = list(sides)
    for question, funnel in [(ONE_ORG, PLAIN), *((funnel.name, funnel) for funnel in GENERAL)]:
        yield question, _on_each(sides, question, funnel, limits)


def peer_answers(
    engine: ClickHouseEngine, relations: PeerRelations, limits: Limits
) -> dict[str, Answer]:
    """What windowFunnel() answers to the question of the plain funnel."""
    return {
        f"{engine.name}, {source}": read_levels(
            engine.rows(peer_sql.window_funnel(relation), limits.usual), PLAIN.step_count
        )
        for source, relation in (
            (EVENTS, relations.events),
            (SORTED_EVENTS, relations.sorted_events),
            (STEP_TABLE, relations.sorted_steps),
        )
    }


def self_join_answers(side: OurSide, limits: Limits) -> Iterator[Check]:
    """What the self-joins answer to a tenth of the events, beside ours, where they finish."""
    events = side.relations.fewer_events
    for with_window, funnel in ((True, PLAIN), (False, UNLIMITED)):
        sql = peer_sql.self_join(events, with_window=with_window)
        try:
            joined = read_reached(side.engine.rows(sql, limits.self_join))
        except TimeLimitError:
            continue
        ours = _answer(side, funnel, events, limits)
        question = f"{funnel.name} funnel, {FEWER_EVENTS}"
        yield question, {f"{side.engine.name}, self-join": joined, side.engine.name: ours}


def _on_each(
    sides: list[OurSide], question: str, funnel: Funnel, limits: Limits
) -> dict[str, Answer]:
    def relation(side: OurSide) -> str:
        return side.relations.one_org if question == ONE_ORG else side.relations.fewer_events

    return {side.engine.name: _answer(side, funnel, relation(side), limits) for side in sides}


def _answer(side: OurSide, funnel: Funnel, relation: str, limits: Limits) -> Answer:
    asked = side.sql(funnel, relation)
    levels = side.engine.rows(asked.weighed_levels, limits.usual)
    (sums,) = side.engine.rows(asked.sums, limits.usual)
    return replace(read_levels(levels, funnel.step_count), attempts=read_sums(sums))
