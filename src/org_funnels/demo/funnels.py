"""Count the demo's funnels over the truth, in plain Python and by the plainest reading.

An acceptance test holds the marts against these numbers. Nothing is shared with them: no SQL, no
tracking plan, only `truth/`, what was simulated, and the definitions below.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from org_funnels.demo.attempts import (
    Attempt,
    Definition,
    Exclusion,
    Moment,
    Step,
    attempts_of_each,
    best,
    one_after_another,
)
from org_funnels.demo.segments import read, segments_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Funnel:
    """One of the demo's funnels: whose it is, how it goes, and what it is cut by."""

    entity: str
    definition: Definition
    segments: tuple[str, ...] = ()


def _steps(*names: str) -> tuple[Step, ...]:
    return tuple(Step(name) for name in names)


FUNNELS: Mapping[str, Funnel] = {
    "visitor_to_user": Funnel(
        "visitor",
        Definition(_steps("site-impression", "signup-clicked", "account-created"), 14 * _DAY),
    ),
    "user_to_paying_org": Funnel(
        "org",
        Definition(_steps("org-created", "repo-added", "build-passed", "started"), 30 * _DAY),
        ("language", "country"),
    ),
    "paying_to_higher_tier": Funnel(
        "org",
        Definition(_steps("started", "plan-update-clicked", "upgraded"), 60 * _DAY),
        ("language", "tier"),
    ),
    "hero_to_signup": Funnel(
        "visitor",
        Definition(
            (
                Step("site-impression", is_first=True),
                Step("pricing-impression"),
                Step("signup-clicked", within=timedelta(hours=1)),
            ),
            7 * _DAY,
        ),
        ("treatment:hero", "property:browser", "property:referrer"),
    ),
    "activation": Funnel(
        "org",
        Definition(
            (
                Step("repo-added", is_first=True),
                Step("build-passed", is_first=True),
                Step("member-invited", is_first=True),
            ),
            14 * _DAY,
            is_unordered=True,
        ),
        ("language", "country"),
    ),
    "second_repo": Funnel(
        "org",
        Definition(
            (Step("repo-added"), Step("build-passed", within=_DAY), Step("repo-added")),
            30 * _DAY,
            exclusions=(Exclusion("repo-removed", after_step=1, before_step=3),),
        ),
        ("language", "tier"),
    ),
}


class Cohort(NamedTuple):
    """Whose attempts are counted together: by when they begin, and what they are cut by."""

    period: str
    start: date | None
    segment: str
    value: str | None


class Figures(NamedTuple):
    """What funnel_conversion and funnel_times say of one step of one cohort."""

    entity_count: int
    mature_entity_count: int
    in_progress_entity_count: int
    dropped_entity_count: int
    excluded_entity_count: int
    attempt_count: int
    mature_attempt_count: int
    seconds_from_start: tuple[Decimal, ...]
    seconds_from_previous: tuple[Decimal, ...]


@cache
def attempts(folder: Path, name: str) -> Mapping[str, list[Attempt]]:
    """All attempts at a funnel over the truth in a data folder, by entity."""
    funnel = FUNNELS[name]
    return attempts_of_each(moments(folder, funnel.entity), funnel.definition)


@cache
def moments(folder: Path, entity: str) -> tuple[Moment, ...]:
    """What customers did, and of orgs what production says that they pay for."""
    paid = _subscription_changes(folder) if entity == "org" else ()
    return (*events(folder, entity), *paid)


def events(folder: Path, entity: str) -> Iterator[Moment]:
    """What customers did, of which the org, user or visitor is known."""
    for record in read(folder / "truth" / "events.csv"):
        if record[f"{entity}_id"] and record["is_internal"] == "false":
            yield Moment(
                record[f"{entity}_id"],
                datetime.fromisoformat(record["occurred_at"]),
                record["event_name"],
                record["event_id"],
                record["user_id"] or None,
            )


def _subscription_changes(folder: Path) -> Iterator[Moment]:
    orgs = read(folder / "truth" / "orgs.csv")
    internal = {record["org_id"] for record in orgs if record["is_internal"] == "true"}
    for record in read(folder / "truth" / "subscription_changes.csv"):
        if record["org_id"] not in internal:
            at = datetime.fromisoformat(record["changed_at"])
            change_id = f"subscription_changes:{record['change_id']}"
            yield Moment(record["org_id"], at, record["kind"], change_id)


@cache
def conversion(folder: Path, name: str, as_of: datetime) -> Mapping[tuple[Cohort, int], Figures]:
    """Every figure of a funnel by cohort and step, steps that nobody reached among them."""
    funnel = FUNNELS[name]
    by_entity = attempts(folder, name)
    segments = segments_of(folder, funnel.segments)
    by_cohort: dict[Cohort, list[_Counted]] = defaultdict(list)
    for period in ("day", "week", "month", "all"):
        for start, counted in _counted(by_entity, funnel.definition, as_of, period):
            by_cohort[Cohort(period, start, "all", "all")].append(counted)
            for segment, value_of in segments.items():
                value = value_of(counted.attempt)
                by_cohort[Cohort(period, start, segment, value)].append(counted)
    return {
        (cohort, number): _figures(of_cohort, number)
        for cohort, of_cohort in by_cohort.items()
        for number in range(1, len(funnel.definition.steps) + 1)
    }


class _Counted(NamedTuple):
    """An attempt, and as what it counts in a period."""

    attempt: Attempt
    status: str
    is_best: bool
    is_mature_best: bool
    is_in_turn: bool
    is_mature: bool


def _counted(
    by_entity: Mapping[str, list[Attempt]], definition: Definition, as_of: datetime, period: str
) -> Iterator[tuple[date | None, _Counted]]:
    for of_entity in by_entity.values():
        in_turn = list(one_after_another(of_entity, definition))
        for start, begun in _by_start(of_entity, period).items():
            mature = [attempt for attempt in begun if attempt.is_mature(definition, as_of)]
            chosen, chosen_mature = best(begun), best(mature) if mature else None
            for attempt in begun:
                roles = attempt is chosen, attempt is chosen_mature, attempt in in_turn
                if any(roles):
                    status = attempt.status(definition, as_of)
                    yield start, _Counted(attempt, status, *roles, attempt in mature)


def _by_start(items: Iterable[Attempt], period: str) -> Mapping[date | None, list[Attempt]]:
    by_start: dict[date | None, list[Attempt]] = defaultdict(list)
    for attempt in items:
        by_start[_start(attempt.entered_at.date(), period)].append(attempt)
    return by_start


def _start(day: date, period: str) -> date | None:
    match period:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
    return None


def _figures(of_cohort: Iterable[_Counted], number: int) -> Figures:
    reached = [item for item in of_cohort if item.attempt.steps_reached >= number]
    bests = [item for item in reached if item.is_best]
    stopped = Counter(item.status for item in bests if item.attempt.steps_reached == number)
    chains = [item.attempt.reached for item in bests]
    return Figures(
        entity_count=len(bests),
        mature_entity_count=sum(item.is_mature_best for item in reached),
        in_progress_entity_count=stopped["in_progress"],
        dropped_entity_count=stopped["dropped"],
        excluded_entity_count=stopped["excluded"],
        attempt_count=sum(item.is_in_turn for item in reached),
        mature_attempt_count=sum(item.is_in_turn and item.is_mature for item in reached),
        seconds_from_start=tuple(_seconds(chain[0], chain[number - 1]) for chain in chains),
        seconds_from_previous=tuple(
            _seconds(chain[number - 2], chain[number - 1]) for chain in chains if number > 1
        ),
    )


def _seconds(moment: Moment, later: Moment) -> Decimal:
    return Decimal((later.at - moment.at) // timedelta(microseconds=1)) / 1_000_000
