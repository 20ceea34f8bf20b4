"""What a funnel query answered, and whether two that must agree do."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Answer:
    """How many entities got how far, and sums that change when anything else does.

    `weight` is the sum over entities of their number times the steps that they reached. `attempts`
    are sums over attempts of their steps' times, events and users. Who does not give them has none.
    """

    entities: tuple[int, ...]
    weight: int | None = None
    attempts: tuple[int, ...] | None = None


def read_levels(rows: Iterable[Sequence[Any]], step_count: int) -> Answer:
    """From rows of steps reached, entities, and their weight. Those who never began don't count."""
    found = {int(steps): (int(count), int(weight)) for steps, count, weight in rows}
    reached = [found.get(number, (0, 0)) for number in range(1, step_count + 1)]
    return Answer(tuple(count for count, _ in reached), sum(weight for _, weight in reached))


def read_reached(rows: Iterable[Sequence[Any]]) -> Answer:
    """From rows of a step's number and how many entities came so far or farther."""
    reached = [int(count) for _, count in sorted(map(tuple, rows))]
    return Answer(tuple(here - further for here, further in pairwise([*reached, 0])))


def read_sums(row: Sequence[Any]) -> tuple[int, ...]:
    """A row of sums; the sum of nothing is nothing."""
    return tuple(int(value or 0) for value in row)


def disagreements(answers: Mapping[str, Answer]) -> list[str]:
    """A sentence for each two answers of which one must be wrong, by the names of who gave them."""
    return [
        f"{one} and {other} differ in {part}"
        for (one, first), (other, second) in combinations(answers.items(), 2)
        for part in _differing(first, second)
    ]


def _differing(one: Answer, other: Answer) -> Iterable[str]:
    if one.entities != other.entities:
        yield f"how many entities reached each step: {one.entities} and {other.entities}"
    elif None not in (one.weight, other.weight) and one.weight != other.weight:
        yield "which entities reached them"
    if None not in (one.attempts, other.attempts) and one.attempts != other.attempts:
        yield "the times, events, users or status of the attempts"
