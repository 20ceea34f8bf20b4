"""What entities did between two steps of a funnel: plain Python over the truth, for tests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from org_funnels.demo.attempts import Attempt, Definition, Moment, best
from org_funnels.demo.drop_offs import events_of_each
from org_funnels.demo.funnels import FUNNELS, attempts

_LONGEST = 5


class Way(NamedTuple):
    """Where a path begins, whether it got to the next step, and the path."""

    from_step_number: int
    outcome: str
    event_path: str
    is_cut: bool


def ways(folder: Path, name: str, as_of: datetime) -> dict[Way, tuple[int, timedelta]]:
    """How many entities took each way from each step but the last, and how long in all."""
    funnel = FUNNELS[name]
    events = events_of_each(folder, funnel.entity)
    taken: dict[Way, list[timedelta]] = defaultdict(list)
    for entity_id, of_entity in attempts(folder, name).items():
        done = events.get(entity_id, [])
        for way, elapsed in _ways(best(of_entity), done, funnel.definition, as_of):
            taken[way].append(elapsed)
    return {way: (len(times), sum(times, timedelta())) for way, times in taken.items()}


def _ways(
    attempt: Attempt, events: Sequence[Moment], definition: Definition, as_of: datetime
) -> Iterator[tuple[Way, timedelta]]:
    own = {moment.moment_id for moment in attempt.reached}
    others = [event for event in events if event.moment_id not in own]
    for number, step in enumerate(attempt.reached, start=1):
        if number < attempt.steps_reached:
            following = attempt.reached[number]
            between = [event for event in others if step.at <= event.at < following.at]
            yield _way(number, "reached", between), following.at - step.at
        elif number < len(definition.steps):
            end = attempt.excluded_at or min(attempt.entered_at + definition.window, as_of)
            between = [event for event in others if step.at <= event.at <= end]
            yield _way(number, attempt.status(definition, as_of), between), timedelta()


def _way(number: int, outcome: str, between: Iterable[Moment]) -> Way:
    names = [name for name, _ in groupby(event.name for event in between)]
    shown = names[:_LONGEST] + ["..."] * (len(names) > _LONGEST)
    return Way(number, outcome, " > ".join(shown) or "(nothing)", len(names) > _LONGEST)
