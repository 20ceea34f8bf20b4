"""From one row an entity to what is shown. Nothing here reads a warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from org_funnels.funnel.outcome import EntityOutcome, SegmentOutcome, Status, StepOutcome, Times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from org_funnels.funnel.query import Answers

_MICROSECOND = timedelta(microseconds=1)
_PER_SECOND = 1_000_000


@dataclass(frozen=True)
class Result:
    """The attempt that speaks for an entity: when it reached its steps, what it is cut by."""

    entity_id: str
    status: Status
    reached_at: tuple[datetime, ...]
    segments: tuple[str | None, ...] = ()

    @property
    def steps_reached(self) -> int:
        """The number of the furthest step."""
        return len(self.reached_at)


def step_outcomes(names: Sequence[str], answers: Answers) -> list[StepOutcome]:
    """Every step, also one that nobody reached."""
    return [_step(number, name, answers) for number, name in enumerate(names, start=1)]


def entity_outcome(result: Result) -> EntityOutcome:
    """One entity."""
    return EntityOutcome(
        steps_reached=result.steps_reached,
        status=result.status,
        seconds_from_start=[
            _microseconds(result.reached_at[0], at) / _PER_SECOND for at in result.reached_at
        ],
    )


def segment_outcomes(
    place: int, step_count: int, results: Iterable[Result]
) -> list[SegmentOutcome]:
    """The values of one segment; that none was known is a value too."""
    counts: dict[str | None, list[int]] = {}
    for result in results:
        counted = counts.setdefault(result.segments[place], [0] * step_count)
        for step in range(result.steps_reached):
            counted[step] += 1
    return in_order(counts)


def in_order(counts: Mapping[str | None, list[int]]) -> list[SegmentOutcome]:
    """The values by how many entered with them, most first, then by their text; null last."""
    order = sorted(counts.items(), key=lambda item: (-item[1][0], item[0] is None, item[0] or ""))
    return [SegmentOutcome(value=value, entity_counts=counted) for value, counted in order]


def times(microseconds: Iterable[int]) -> Times | None:
    """The mean, the median and the 90th percentile by nearest rank; of nothing, none."""
    ordered = sorted(microseconds)
    count = len(ordered)
    if not count:
        return None
    middle = ordered[(count - 1) // 2] + ordered[count // 2]
    return Times(
        mean=sum(ordered) / count / _PER_SECOND,
        median=middle / 2 / _PER_SECOND,
        p90=ordered[-(-9 * count // 10) - 1] / _PER_SECOND,
    )


def _step(number: int, name: str, answers: Answers) -> StepOutcome:
    reached = [result for result in answers.results if result.steps_reached >= number]
    last = [result for result in reached if result.steps_reached == number]
    return StepOutcome(
        number=number,
        name=name,
        entity_count=len(reached),
        attempt_count=_at_least(number, answers.attempts),
        mature_entity_count=_at_least(number, answers.mature),
        in_progress_entity_count=sum(result.status == "in_progress" for result in last),
        seconds_from_start=times(_microseconds(*_ends(result, 0, number)) for result in reached),
        seconds_from_previous=times(
            _microseconds(*_ends(result, number - 2, number)) for result in reached if number > 1
        ),
    )


def _ends(result: Result, start: int, number: int) -> tuple[datetime, datetime]:
    return result.reached_at[start], result.reached_at[number - 1]


def _microseconds(start: datetime, end: datetime) -> int:
    return (end - start) // _MICROSECOND


def _at_least(number: int, counts: Mapping[int, int]) -> int:
    return sum(count for reached, count in counts.items() if reached >= number)
