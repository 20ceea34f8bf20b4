"""Attempts at a funnel by the plainest reading: every choice of moments is tried.

Slow, and for the demo's funnels alone, whose steps look at names only. It shares nothing with the
models that it is held against.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from org_funnels.demo.clock import END


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that may fill a step: when an entity did what, and who it was."""

    entity_id: str
    at: datetime
    name: str
    moment_id: str = ""
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What fills a step: a moment of that name, perhaps the entity's first, perhaps soon."""

    name: str
    within: timedelta | None = None
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What ends an attempt when it happens after one step and before another."""

    name: str
    after_step: int
    before_step: int


@dataclass(frozen=True, slots=True)
class Definition:
    """A funnel: its steps, in order unless said otherwise, and how long an attempt may take."""

    steps: tuple[Step, ...]
    window: timedelta
    is_unordered: bool = False
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one first step came to. With an exclusion, `before` is what it had been without."""

    reached: tuple[Moment, ...]
    before: tuple[Moment, ...]
    excluded_at: datetime | None = None

    @property
    def entity_id(self) -> str:
        """Whose attempt it is."""
        return self.reached[0].entity_id

    @property
    def entered_at(self) -> datetime:
        """When the first step happened."""
        return self.reached[0].at

    @property
    def steps_reached(self) -> int:
        """How many steps, the first among them."""
        return len(self.reached)

    def status(self, definition: Definition, as_of: datetime) -> str:
        """What became of it by the end of the data."""
        if self.excluded_at:
            return "excluded"
        if self.steps_reached == len(definition.steps):
            return "converted"
        return "dropped" if self.is_mature(definition, as_of) else "in_progress"

    def is_mature(self, definition: Definition, as_of: datetime) -> bool:
        """Whether its window is over by the end of the data."""
        return self.entered_at + definition.window <= as_of

    def ends_at(self, definition: Definition) -> datetime:
        """From when on the entity's next attempt is one of its own."""
        if self.excluded_at:
            return self.excluded_at
        if self.steps_reached == len(definition.steps):
            return self.reached[-1].at
        return self.entered_at + definition.window


def attempts_of_each(
    moments: Iterable[Moment], definition: Definition
) -> Mapping[str, list[Attempt]]:
    """All attempts of every entity that has one."""
    names = {step.name for step in definition.steps}
    names |= {exclusion.name for exclusion in definition.exclusions}
    by_entity: dict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        if moment.name in names:
            by_entity[moment.entity_id].append(moment)
    search = _unordered if definition.is_unordered else _ordered
    found = {
        entity_id: list(search(sorted(of_entity, key=_in_time), definition))
        for entity_id, of_entity in by_entity.items()
    }
    return {entity_id: attempts for entity_id, attempts in found.items() if attempts}


def best(attempts: Iterable[Attempt]) -> Attempt:
    """Most steps before exclusions, then not excluded, then early to finish, then late to start."""
    return min(
        attempts,
        key=lambda attempt: (
            -len(attempt.before),
            attempt.excluded_at is not None,
            attempt.before[-1].at,
            END - attempt.entered_at,
            attempt.reached[0].moment_id.encode(),
        ),
    )


def one_after_another(attempts: Sequence[Attempt], definition: Definition) -> Iterator[Attempt]:
    """The first attempt, and after each the first that begins after its end."""
    left = list(attempts)
    while left:
        start = min(attempt.entered_at for attempt in left)
        counted = best(attempt for attempt in left if attempt.entered_at == start)
        yield counted
        left = [item for item in left if item.entered_at > counted.ends_at(definition)]


def _in_time(moment: Moment) -> tuple[datetime, bytes]:
    return moment.at, moment.moment_id.encode()


def _ordered(moments: Sequence[Moment], definition: Definition) -> Iterator[Attempt]:
    fitting = [_fitting(moments, step) for step in definition.steps]
    for first in fitting[0]:
        chain = _longest((first,), fitting, definition)
        excluded_at = _excluded_at(chain, moments, definition)
        kept = tuple(item for item in chain if excluded_at is None or item.at < excluded_at)
        yield Attempt(kept, chain, excluded_at)


def _fitting(moments: Sequence[Moment], step: Step) -> list[Moment]:
    named = [moment for moment in moments if moment.name == step.name]
    return named[:1] if step.is_first else named


def _longest(
    chain: tuple[Moment, ...], fitting: Sequence[Sequence[Moment]], definition: Definition
) -> tuple[Moment, ...]:
    """The longest way on; of equally long ones the first that is found, which is the earliest."""
    if len(chain) == len(definition.steps):
        return chain
    longest = chain
    within = definition.steps[len(chain)].within
    last = chain[0].at + definition.window
    if within is not None:
        last = min(last, chain[-1].at + within)
    for moment in fitting[len(chain)]:
        if chain[-1].at <= moment.at <= last and moment not in chain:
            longer = _longest((*chain, moment), fitting, definition)
            if len(longer) == len(definition.steps):
                return longer
            longest = max(longest, longer, key=len)
    return longest


def _excluded_at(
    chain: Sequence[Moment], moments: Sequence[Moment], definition: Definition
) -> datetime | None:
    """The time of the first moment that ends the attempt."""
    return min(
        (
            moment.at
            for exclusion in definition.exclusions
            for moment in moments
            if moment.name == exclusion.name and _is_between(moment, exclusion, chain, definition)
        ),
        default=None,
    )


def _is_between(
    moment: Moment, exclusion: Exclusion, chain: Sequence[Moment], definition: Definition
) -> bool:
    if len(chain) < exclusion.after_step or moment.at <= chain[exclusion.after_step - 1].at:
        return False
    if len(chain) >= exclusion.before_step:
        return moment.at < chain[exclusion.before_step - 1].at
    return moment.at <= chain[0].at + definition.window


def _unordered(moments: Sequence[Moment], definition: Definition) -> Iterator[Attempt]:
    """From each time at which a step is filled, the first of each step within the window."""
    fitting = [_fitting(moments, step) for step in definition.steps]
    for start in sorted({moment.at for of_step in fitting for moment in of_step}):
        firsts = [next((item for item in of_step if item.at >= start), None) for of_step in fitting]
        reached = tuple(
            sorted(
                (item for item in firsts if item and item.at <= start + definition.window),
                key=_in_time,
            )
        )
        yield Attempt(reached, reached)
