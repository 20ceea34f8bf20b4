"""What a funnel gives, by definition: slow, and written to be read beside DESIGN.md 6.

Every choice of events is looked at, and the best one taken. No thought is given to how a warehouse
would find it, so that its mistakes are not made here a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.python.funnels.choices import (
    Fact,
    chosen_chains,
    facts_of,
    filled_steps,
    holding,
    is_at_most,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, timedelta

    from tests.python.funnels.choices import Chain
    from tests.python.funnels.definition import (
        Entry,
        Event,
        Exclusion,
        Funnel,
        OnExclusion,
    )

Status = Literal["converted", "excluded", "in_progress", "dropped"]


@dataclass(frozen=True)
class Reached:
    """When, by which event and by whom a step was reached, and which step of the plan it is."""

    at: datetime
    event_id: str
    user_id: str | None
    number: int


@dataclass(frozen=True)
class Attempt:
    """One row of funnel_attempts()."""

    entity_id: str
    attempt_id: str
    entered_at: datetime
    steps_reached: int
    steps_before_exclusion: int
    status: Status
    is_mature: bool
    matures_at: datetime
    last_reached_at: datetime
    finished_at: datetime
    excluded_at: datetime | None
    steps: tuple[Reached, ...]


def funnel_attempts(events: Iterable[Event], funnel: Funnel) -> list[Attempt]:
    """A row per attempt, in the order of entity, time and id."""
    rows = list(events)
    facts = facts_of(rows)
    as_of = funnel.as_of or max((e.occurred_at for e in rows if e.occurred_at), default=None)
    attempts = [
        _attempt(chain, history, funnel, as_of)
        for history in _histories(facts)
        for chain in chosen_chains(history, funnel)
        if as_of is not None
    ]
    return sorted(attempts, key=lambda a: (a.entity_id, a.entered_at, a.attempt_id.encode()))


def funnel_results(
    attempts: Iterable[Attempt],
    entry: Entry = "best",
    on_exclusion: OnExclusion = "end_attempt",
) -> list[Attempt]:
    """A row per entity: its best attempt, or its first."""
    rank = _best_first if entry == "best" else _earliest_first
    chosen = [min(own, key=rank) for own in _by_entity(attempts)]
    return [a for a in chosen if on_exclusion == "end_attempt" or a.excluded_at is None]


def funnel_sequence(
    attempts: Iterable[Attempt], window: timedelta | None
) -> list[tuple[int, Attempt]]:
    """The attempts that `totals` counts, numbered from 1 within each entity."""
    return [
        (number, attempt)
        for own in _by_entity(attempts)
        for number, attempt in enumerate(_one_after_another(own, window), 1)
    ]


def _histories(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Each entity's events."""
    histories: dict[str, list[Fact]] = {}
    for fact in facts:
        histories.setdefault(fact.entity_id, []).append(fact)
    return list(histories.values())


def _by_entity(attempts: Iterable[Attempt]) -> list[list[Attempt]]:
    entities: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        entities.setdefault(attempt.entity_id, []).append(attempt)
    return [entities[entity] for entity in sorted(entities)]


def _attempt(chain: Chain, history: list[Fact], funnel: Funnel, as_of: datetime) -> Attempt:
    times = [fact.at for fact in chain]
    excluded_at = _excluded_at(times, history, funnel)
    kept = [fact for fact in chain if excluded_at is None or fact.at < excluded_at]
    matures_at = times[0] + (funnel.maturity if funnel.window is None else funnel.window)
    return Attempt(
        entity_id=chain[0].entity_id,
        attempt_id=chain[0].event_id.decode(),
        entered_at=times[0],
        steps_reached=len(kept),
        steps_before_exclusion=len(chain),
        status=_status(
            excluded_at, is_complete=len(kept) == len(funnel.steps), is_open=matures_at > as_of
        ),
        is_mature=matures_at <= as_of,
        matures_at=matures_at,
        last_reached_at=kept[-1].at,
        finished_at=times[-1],
        excluded_at=excluded_at,
        steps=tuple(
            _reached(fact, number, funnel)
            for fact, number in zip(kept, filled_steps(chain, history, funnel), strict=False)
        ),
    )


def _reached(fact: Fact, number: int, funnel: Funnel) -> Reached:
    user = fact.event.user_id if funnel.keeps_users else None
    return Reached(fact.at, fact.event_id.decode(), user, number)


def _status(excluded_at: datetime | None, *, is_complete: bool, is_open: bool) -> Status:
    if excluded_at is not None:
        return "excluded"
    if is_complete:
        return "converted"
    return "in_progress" if is_open else "dropped"


def _excluded_at(times: list[datetime], history: list[Fact], funnel: Funnel) -> datetime | None:
    """The first event that ends the attempt."""
    return min(
        (
            fact.at
            for exclusion in funnel.exclusions
            for fact in holding(exclusion.predicate.holds, history)
            if _kills(fact.at, exclusion, times, funnel.window)
        ),
        default=None,
    )


def _kills(
    at: datetime, exclusion: Exclusion, times: list[datetime], window: timedelta | None
) -> bool:
    """Whether it is after the one step and before the other, or before the window's end."""
    reached = len(times)
    if exclusion.from_step > reached or at <= times[exclusion.from_step - 1]:
        return False
    if exclusion.to_step <= reached:
        return at < times[exclusion.to_step - 1]
    return is_at_most(at - times[0], window)


def _best_first(attempt: Attempt) -> tuple[int, bool, datetime, timedelta, bytes]:
    """Most steps, then not excluded, then earliest finish, then latest start, then smallest id."""
    return (
        -attempt.steps_before_exclusion,
        attempt.excluded_at is not None,
        attempt.finished_at,
        # of one finish, so that the latest start is the shortest way
        attempt.finished_at - attempt.entered_at,
        attempt.attempt_id.encode(),
    )


def _earliest_first(
    attempt: Attempt,
) -> tuple[datetime, tuple[int, bool, datetime, timedelta, bytes]]:
    return attempt.entered_at, _best_first(attempt)


def _one_after_another(own: list[Attempt], window: timedelta | None) -> Iterator[Attempt]:
    """The first, then always the first that starts after the last one's end."""
    remaining = sorted(own, key=_earliest_first)
    while remaining:
        attempt = remaining[0]
        yield attempt
        end = _end(attempt, window)
        remaining = [later for later in remaining if end is not None and later.entered_at > end]


def _end(attempt: Attempt, window: timedelta | None) -> datetime | None:
    """When an attempt makes room for the next one; None is never."""
    if attempt.status == "excluded":
        return attempt.excluded_at
    if attempt.status == "converted":
        return attempt.last_reached_at
    return None if window is None else attempt.entered_at + window
