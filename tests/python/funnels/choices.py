"""The events that an attempt could take, by trying all of them, and which of these count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.python.funnels.definition import Event, Funnel, Step, Test


@dataclass(frozen=True, eq=False)
class Fact:
    """An event that can count: it says whose it is, which one and when. Equal only to itself."""

    event: Event
    event_id: bytes
    entity_id: str
    at: datetime


Chain = tuple[Fact, ...]


def facts_of(rows: Iterable[Event]) -> list[Fact]:
    """By time, simultaneous ones by id. Rows without an entity, an id or a time are left out."""
    facts = [
        Fact(row, row.event_id.encode(), row.entity_id, row.occurred_at)
        for row in rows
        if row.event_id is not None and row.entity_id is not None and row.occurred_at is not None
    ]
    return sorted(facts, key=lambda fact: (fact.at, fact.event_id))


def chosen_chains(history: list[Fact], funnel: Funnel) -> list[Chain]:
    """The chain of each attempt: the most steps, then the earliest times, then the smallest ids."""
    chosen = [min(choices, key=_preference) for choices in choices_of(history, funnel)]
    return [chain for chain in chosen if _is_in_date_range(chain[0].at, funnel)]


def choices_of(history: list[Fact], funnel: Funnel) -> Iterator[list[Chain]]:
    """For each attempt of one entity, every choice of distinct events that it could be."""
    matches = [_matches(step, history) for step in funnel.steps]
    if funnel.order == "unordered":
        for start in sorted({fact.at for step in matches for fact in step}):
            yield _sets_from(start, history, matches, funnel.window)
    else:
        for first in matches[0]:
            yield list(_chains_from((first,), history, matches, funnel))


def filled_steps(chain: Chain, history: list[Fact], funnel: Funnel) -> tuple[int, ...]:
    """The number of the step that each event of an attempt fills.

    In order but where the funnel has none: there the first event fills the first step in the plan
    that leaves one for each other event, then the second, and so on.
    """
    if funnel.order != "unordered":
        return tuple(range(1, len(chain) + 1))
    matches = [_matches(step, history) for step in funnel.steps]
    numbers = permutations(range(1, len(matches) + 1), len(chain))
    return next(
        filled
        for filled in numbers
        if all(fact in matches[number - 1] for fact, number in zip(chain, filled, strict=True))
    )


def holding(test: Test, history: Sequence[Fact]) -> list[Fact]:
    """The events of which a test is true; null is not."""
    return [fact for fact in history if test(fact.event) is True]


def is_at_most(elapsed: timedelta, limit: timedelta | None) -> bool:
    """Whether a limit, if there is one, is kept. Its end is inside."""
    return limit is None or elapsed <= limit


def _matches(step: Step, history: Sequence[Fact]) -> list[Fact]:
    """The events that can fill a step, in the order of the history."""
    matching = holding(step.predicate.holds, history)
    match step.first_time:
        case "any":
            first = holding(step.named, history)[:1]
            return [fact for fact in matching if fact in first]
        case "matching":
            return matching[:1]
        case None:
            return matching


def _preference(chain: Chain) -> tuple[int, list[datetime], list[bytes]]:
    return -len(chain), [fact.at for fact in chain], [fact.event_id for fact in chain]


def _chains_from(
    chain: Chain, history: list[Fact], matches: list[list[Fact]], funnel: Funnel
) -> Iterator[Chain]:
    """The chain, and every longer one that begins with it."""
    yield chain
    if len(chain) == len(matches):
        return
    for fact in matches[len(chain)]:
        longer = (*chain, fact)
        if _is_allowed(longer, history, funnel):
            yield from _chains_from(longer, history, matches, funnel)


def _is_allowed(chain: Chain, history: list[Fact], funnel: Funnel) -> bool:
    """Whether the last event may follow the others."""
    *before, last = chain
    step = funnel.steps[len(chain) - 1]
    return (
        last not in before
        and last.at >= before[-1].at
        and is_at_most(last.at - before[0].at, funnel.window)
        and is_at_most(last.at - before[-1].at, step.within)
        and (funnel.order != "strict" or _is_consecutive(chain, history))
    )


def _is_consecutive(chain: Chain, history: list[Fact]) -> bool:
    """Whether the rows can be laid in order of time so that nothing comes in between.

    Rows at the chain's first time can be laid before it, those at its last time behind it. What
    lies between these times cannot be laid elsewhere.
    """
    return all(fact in chain for fact in history if chain[0].at < fact.at < chain[-1].at)


def _sets_from(
    start: datetime, history: list[Fact], matches: list[list[Fact]], window: timedelta | None
) -> list[Chain]:
    """The largest sets of events, from a time on, that can each fill a step of their own."""
    inside = [fact for fact in history if fact.at >= start and is_at_most(fact.at - start, window)]
    for size in range(min(len(matches), len(inside)), 0, -1):
        if sets := [chosen for chosen in combinations(inside, size) if _can_fill(chosen, matches)]:
            return sets
    raise AssertionError("an unordered attempt starts at an event that fills a step")


def _can_fill(chosen: Chain, matches: Sequence[list[Fact]]) -> bool:
    """Whether there is a step for each event, and no step is filled twice."""
    if not chosen:
        return True
    return any(
        chosen[0] in step and _can_fill(chosen[1:], [*matches[:number], *matches[number + 1 :]])
        for number, step in enumerate(matches)
    )


def _is_in_date_range(entered_at: datetime, funnel: Funnel) -> bool:
    day = entered_at.replace(tzinfo=UTC).astimezone(ZoneInfo(funnel.timezone)).date()
    return (funnel.date_from is None or day >= funnel.date_from) and (
        funnel.date_to is None or day <= funnel.date_to
    )
