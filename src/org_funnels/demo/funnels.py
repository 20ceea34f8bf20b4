"""Count the demo's three funnels over the truth, in plain Python and by the plainest reading.

An acceptance test holds the marts against these numbers. Nothing is shared with them: no SQL, no
tracking plan, only `truth/` and the definitions below.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from org_funnels.demo.clock import moment

Record = Mapping[str, str]
SegmentOf = Callable[[str, datetime], str | None]

_NEVER = moment("9999-12-31")

VISITOR_TO_USER = timedelta(days=14)
USER_TO_PAYING_ORG = timedelta(days=30)
PAYING_TO_HIGHER_TIER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that may fill a step: when an entity did what."""

    entity_id: str
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one first step came to: the times of the steps that were reached."""

    entity_id: str
    reached_at: tuple[datetime, ...]

    @property
    def steps_reached(self) -> int:
        """How many steps, the first among them."""
        return len(self.reached_at)

    @property
    def entered_at(self) -> datetime:
        """When the first step happened."""
        return self.reached_at[0]


@dataclass(frozen=True, slots=True)
class FunnelCount:
    """Entities that reached at least step 1, 2, …: all, and by the segment they entered in."""

    overall: tuple[int, ...]
    by_segment: Mapping[str | None, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Funnels:
    """The three funnels of the demo."""

    visitor_to_user: FunnelCount
    user_to_paying_org: FunnelCount
    paying_to_higher_tier: FunnelCount


def count_funnels(
    folder: Path,
    visitor_to_user: timedelta = VISITOR_TO_USER,
    user_to_paying_org: timedelta = USER_TO_PAYING_ORG,
    paying_to_higher_tier: timedelta = PAYING_TO_HIGHER_TIER,
) -> Funnels:
    """All three over the truth in a data folder, by the language that an org entered with."""
    language = Languages(folder)
    by_visitor = list(_events(folder, "visitor_id"))
    by_org = [*_events(folder, "org_id"), *_subscription_changes(folder)]
    return Funnels(
        count(
            by_visitor, ("site-impression", "signup-clicked", "account-created"), visitor_to_user
        ),
        count(
            by_org,
            ("org-created", "repo-added", "build-passed", "started"),
            user_to_paying_org,
            language.at,
        ),
        count(
            by_org,
            ("started", "plan-update-clicked", "upgraded"),
            paying_to_higher_tier,
            language.at,
        ),
    )


def count(
    moments: Iterable[Moment],
    steps: Sequence[str],
    window: timedelta,
    segment_of: SegmentOf | None = None,
) -> FunnelCount:
    """Entities by how far their best attempt came, each step after the one before."""
    best = best_attempts(moments, steps, window)
    overall = _reached(best, len(steps))
    if segment_of is None:
        return FunnelCount(overall)
    by_segment: dict[str | None, list[Attempt]] = defaultdict(list)
    for attempt in best:
        by_segment[segment_of(attempt.entity_id, attempt.entered_at)].append(attempt)
    return FunnelCount(
        overall, {segment: _reached(found, len(steps)) for segment, found in by_segment.items()}
    )


def best_attempts(
    moments: Iterable[Moment], steps: Sequence[str], window: timedelta
) -> list[Attempt]:
    """One attempt an entity: most steps, then earliest finish, then latest start."""
    by_entity: dict[str, list[Moment]] = defaultdict(list)
    for item in moments:
        if item.name in steps:
            by_entity[item.entity_id].append(item)
    best = []
    for entity_id, of_entity in by_entity.items():
        attempts = _attempts(entity_id, of_entity, steps, window)
        best += sorted(attempts, key=_rank)[:1]
    return best


def _rank(attempt: Attempt) -> tuple[int, datetime, timedelta]:
    latest_first = _NEVER - attempt.entered_at
    return -attempt.steps_reached, attempt.reached_at[-1], latest_first


def _attempts(
    entity_id: str, moments: Sequence[Moment], steps: Sequence[str], window: timedelta
) -> Iterator[Attempt]:
    """One attempt for each first step, each further step as early as it can be.

    No moment fills two steps: the steps of these funnels have different names.
    """
    times = {step: sorted(item.at for item in moments if item.name == step) for step in steps}
    for entered_at in times[steps[0]]:
        reached = [entered_at]
        for step in steps[1:]:
            later = [at for at in times[step] if reached[-1] <= at <= entered_at + window]
            if not later:
                break
            reached.append(later[0])
        yield Attempt(entity_id, tuple(reached))


def _reached(attempts: Sequence[Attempt], step_count: int) -> tuple[int, ...]:
    return tuple(
        sum(attempt.steps_reached >= step for attempt in attempts)
        for step in range(1, step_count + 1)
    )


class Languages:
    """The language of most repositories that an org has at a moment."""

    def __init__(self, folder: Path) -> None:
        self._repos: dict[str, list[Record]] = defaultdict(list)
        for record in _read(folder, "repos"):
            self._repos[record["org_id"]].append(record)

    def at(self, org_id: str, moment: datetime) -> str | None:
        """The language; of equally many the first in the alphabet; None without a repository.

        Before its first repository an org has the language of the first: what is first known of
        an org reaches back to the beginning of time.
        """
        repos = self._repos[org_id]
        first = min((datetime.fromisoformat(repo["created_at"]) for repo in repos), default=moment)
        languages = Counter(
            repo["language"] for repo in repos if _is_there(repo, max(moment, first))
        )
        return min(languages, key=lambda name: (-languages[name], name), default=None)


def _is_there(repo: Record, moment: datetime) -> bool:
    deleted_at = repo["deleted_at"]
    is_deleted = deleted_at != "" and datetime.fromisoformat(deleted_at) <= moment
    return datetime.fromisoformat(repo["created_at"]) <= moment and not is_deleted


def _events(folder: Path, entity: str) -> Iterator[Moment]:
    """The events of customers that have such an entity."""
    for record in _read(folder, "events"):
        if record[entity] and record["is_internal"] == "false":
            at = datetime.fromisoformat(record["occurred_at"])
            yield Moment(record[entity], at, record["event_name"])


def _subscription_changes(folder: Path) -> Iterator[Moment]:
    """Production's own record of what customers pay."""
    internal = {
        record["org_id"] for record in _read(folder, "orgs") if record["is_internal"] == "true"
    }
    for record in _read(folder, "subscription_changes"):
        if record["org_id"] not in internal:
            at = datetime.fromisoformat(record["changed_at"])
            yield Moment(record["org_id"], at, record["kind"])


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
