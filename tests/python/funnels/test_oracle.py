"""The oracle itself, on streams whose answer DESIGN.md 6 gives at sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.python.funnels.choices import Fact, choices_of, facts_of
from tests.python.funnels.notation import (
    at,
    elapsed,
    exclusion,
    funnel,
    picture,
    step,
    stream,
)
from tests.python.funnels.oracle import (
    Attempt,
    funnel_attempts,
    funnel_results,
    funnel_sequence,
)

if TYPE_CHECKING:
    from tests.python.funnels.definition import Event, FirstTime, Funnel, Order


def best_of(events: list[Event], definition: Funnel) -> Attempt:
    """The one entity's best attempt."""
    [best] = funnel_results(funnel_attempts(events, definition))
    return best


@pytest.mark.parametrize(
    ("steps", "window", "events", "expected"),
    [
        # every step-1 event starts an attempt
        ("A B", None, "A@0 A@1h B@2h", ["e1 e3", "e2 e3"]),
        ("A B C", "1h", "A@0 B@30m C@50m", ["e1 e2 e3"]),
        ("A B C", "1h", "A@0 C@30m B@50m", ["e1 e3"]),
        ("A B", "1h", "B@0 A@30m", ["e2"]),
        # the window's end is inside
        ("A B", "1h", "A@0 B@1h", ["e1 e2"]),
        ("A B", "1h", "A@0 B@1h+1us", ["e1"]),
        ("A B C", "1h", "A@0 B@40m C@1h+20m", ["e1 e2"]),
        ("A B", "1h", "A@0 A@30m B@1h+1us", ["e1", "e2 e3"]),
        # simultaneous events are taken in either order
        ("A B C", "1h", "C@0 B@0 A@0", ["e3 e2 e1"]),
        # an event fills one step only
        ("A A", None, "A@0", ["e1"]),
        ("A A", None, "A@0 A@1h", ["e1 e2", "e2"]),
        ("A *", None, "A@0", ["e1"]),
        ("AB A", None, "A@0 B@0", ["e1", "e2 e1"]),
        # the most that any choice fills, not the first that comes along
        ("A AB B", None, "A@0 B@0 A@0", ["e1 e3 e2", "e3 e1 e2"]),
        ("A AB A", None, "A@0 A@1h B@1h", ["e1 e3 e2", "e2 e3"]),
        # the earliest times, then the smallest ids by bytes
        ("A B", None, "A@0 b=B@1h a=B@1h Z=B@1h z=B@2h", ["e1 Z"]),
        ("A * B", None, "A@0 b=B@0 a=B@0 c=B@0", ["e1 a b"]),
    ],
)
def test_an_ordered_attempt_is_the_most_steps_at_the_earliest_times(
    steps: str, window: str | None, events: str, expected: list[str]
) -> None:
    attempts = funnel_attempts(stream(events), funnel(steps, window))

    assert [picture(attempt) for attempt in attempts] == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("A@0 B@1h B@5h C@5.5h", "e1 e3 e4"),
        ("A@0 B@1h B@5h C@6h", "e1 e3 e4"),
        ("A@0 B@1h B@5h C@6h+1us", "e1 e2"),
        ("A@0 B@1h C@2h B@5h C@5.5h", "e1 e2 e3"),
    ],
)
def test_within_counts_from_whichever_event_lets_the_most_follow(
    events: str, expected: str
) -> None:
    definition = funnel([step("A"), step("B"), step("C", within="1h")])

    [attempt] = funnel_attempts(stream(events), definition)

    assert picture(attempt) == expected


@pytest.mark.parametrize(
    ("steps", "events", "expected"),
    [
        ("A B", "A@0 B@1h", ["e1 e2"]),
        ("A B", "A@0 X@1h B@2h", ["e1"]),
        ("A B", "A@0 X@0 B@1h", ["e1 e3"]),
        ("A B", "A@0 X@1h B@1h", ["e1 e3"]),
        ("A B C", "A@0 B@1h X@1h C@2h", ["e1 e2"]),
        ("A B B C", "A@0 B@1h B@1h C@2h", ["e1 e2 e3 e4"]),
        ("A B C", "A@0 B@1h B@1h C@2h", ["e1 e2"]),
        ("A B", "A@0 A@1h B@2h", ["e1", "e2 e3"]),
        ("A B C", "A@0 B@0 X@0 C@1h", ["e1 e2 e4"]),
    ],
)
def test_a_strict_attempt_has_nothing_in_between(
    steps: str, events: str, expected: list[str]
) -> None:
    attempts = funnel_attempts(stream(events), funnel(steps, order="strict"))

    assert [picture(attempt) for attempt in attempts] == expected


@pytest.mark.parametrize(
    ("steps", "window", "events", "expected"),
    [
        ("A B C", None, "C@0 A@1h B@2h", ["e1 e2 e3", "e2 e3", "e3"]),
        ("A B", "1h", "B@0 A@1h", ["e1 e2", "e2"]),
        ("A B", "1h", "B@0 A@1h+1us", ["e1", "e2"]),
        # a step counts once, and an event for one step
        ("A B", None, "A@0 A@1h", ["e1", "e2"]),
        ("A A", None, "A@0", ["e1"]),
        # the A@0 must fill the second step, so that the A@1h can fill the first
        ("A AB", None, "A@0 A@1h", ["e1 e2", "e2"]),
        ("A AB", None, "B@0 B@1h A@2h", ["e1 e3", "e2 e3", "e3"]),
        # one attempt a time, which starts at the smallest id
        ("A B", None, "X@0 b=B@0 a=A@0", ["a b"]),
    ],
)
def test_an_unordered_attempt_counts_distinct_steps_by_distinct_events(
    steps: str, window: str | None, events: str, expected: list[str]
) -> None:
    attempts = funnel_attempts(stream(events), funnel(steps, window, order="unordered"))

    assert [picture(attempt) for attempt in attempts] == expected


@pytest.mark.parametrize(
    ("first_time", "events", "expected"),
    [
        ("any", "A@0 B@1h A@2h", ["e1 e2"]),
        ("any", "A@0 A@0 B@1h", ["e1 e3"]),
        ("matching", "A@0 B@1h A@2h", ["e1 e2"]),
        (None, "A@0 B@1h A@2h", ["e1 e2", "e3"]),
    ],
)
def test_a_first_step_is_the_first_of_all_history(
    first_time: FirstTime | None, events: str, expected: list[str]
) -> None:
    definition = funnel([step("A", first_time=first_time), step("B")])

    attempts = funnel_attempts(stream(events), definition)

    assert [picture(attempt) for attempt in attempts] == expected


def test_any_looks_at_the_first_of_that_name_and_matching_at_the_first_that_matches() -> None:
    events = stream("A@0 A@1h B@2h")
    large = replace(events[1], amount=9)
    first = step("A", first_time="any")
    any_one = replace(first, predicate=replace(first.predicate, holds=_is_large))
    matching = replace(any_one, first_time="matching")

    of_any = funnel_attempts([events[0], large, events[2]], funnel([any_one, step("B")]))
    of_matching = funnel_attempts([events[0], large, events[2]], funnel([matching, step("B")]))

    assert [picture(attempt) for attempt in of_any] == []
    assert [picture(attempt) for attempt in of_matching] == ["e2 e3"]


def _is_large(event: Event) -> bool | None:
    return None if event.amount is None else event.amount > 5


@pytest.mark.parametrize(
    ("events", "window", "expected", "excluded_at"),
    [
        ("A@0 X@1h B@2h C@3h", None, "e1", "1h"),
        ("A@0 B@1h X@2h C@3h", None, "e1 e2 e4", None),
        ("X@0 A@0 B@1h X@1h C@3h", None, "e2 e3 e5", None),
        ("A@0 X@1us B@2h C@3h", None, "e1", "1us"),
        ("A@0 B@1h X@2h", None, "e1 e2", None),
        # where step 2 was not reached, until the window's end
        ("A@0 X@1h", "1h", "e1", "1h"),
        ("A@0 X@1h+1us", "1h", "e1", None),
        ("A@0 X@900d", None, "e1", "900d"),
        # a late B is beyond the window, so that the X counts
        ("A@0 X@1h B@2h", "1h", "e1", "1h"),
    ],
)
def test_an_exclusion_between_two_steps_ends_the_attempt(
    events: str, window: str | None, expected: str, excluded_at: str | None
) -> None:
    definition = funnel("A B C", window, exclusions=(exclusion("X", 1, 2),))

    [attempt] = funnel_attempts(stream(events), definition)

    assert picture(attempt) == expected
    assert attempt.excluded_at == (None if excluded_at is None else at(excluded_at))


def test_the_steps_before_the_earliest_exclusion_are_kept() -> None:
    exclusions = (exclusion("X", 1, 3), exclusion("Y", 2, 3))

    [attempt] = funnel_attempts(
        stream("A@0 B@1h Y@2h X@3h C@4h"), funnel("A B C", exclusions=exclusions)
    )

    assert picture(attempt) == "e1 e2"
    assert (attempt.entity_id, attempt.attempt_id, attempt.entered_at) == ("o-1", "e1", at("0"))
    assert attempt.status == "excluded"
    assert attempt.steps_before_exclusion == 3
    assert attempt.excluded_at == at("2h")
    assert attempt.last_reached_at == at("1h")
    assert attempt.finished_at == at("4h")


def test_a_step_at_the_time_of_the_exclusion_is_not_kept() -> None:
    [attempt] = funnel_attempts(
        stream("A@0 B@1h X@1h C@2h"), funnel("A B C", exclusions=(exclusion("X", 1, 3),))
    )

    assert picture(attempt) == "e1"


def test_an_exclusion_from_a_step_that_was_not_reached_ends_nothing() -> None:
    [attempt] = funnel_attempts(
        stream("A@0 X@1h"), funnel("A B C", exclusions=(exclusion("X", 2, 3),))
    )

    assert attempt.status == "in_progress"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # most steps before exclusions
        ("A@0 B@1h C@2h A@9h", "e1 e2 e3"),
        ("A@0 B@1h X@2h C@3h A@5h B@6h", "e1 e2"),
        # not excluded
        ("A@0 B@1h X@2h C@3h A@5h B@6h C@7h", "e5 e6 e7"),
        # earliest finish, then latest start
        ("A@0 A@1h B@2h C@3h C@4h", "e2 e3 e4"),
        ("A@0 B@1h C@2h A@3h B@4h C@5h", "e1 e2 e3"),
        # then the smallest id
        ("b=A@0 a=A@0 B@1h", "a e3"),
    ],
)
def test_the_best_attempt_stands_for_the_entity(events: str, expected: str) -> None:
    definition = funnel("A B C", exclusions=(exclusion("X", 2, 3),))

    assert picture(best_of(stream(events), definition)) == expected


def test_the_first_attempt_stands_for_the_entity_where_the_funnel_says_so() -> None:
    attempts = funnel_attempts(stream("A@0 A@1h B@1h+1us"), funnel("A B", "1h"))

    [first] = funnel_results(attempts, entry="first")

    assert picture(first) == "e1"


def test_an_entity_is_dropped_when_the_attempt_that_stands_for_it_is_excluded() -> None:
    excluded, rescued = stream("A@0 X@1h B@2h"), stream("A@0 X@1h A@2h B@3h", entity="o-2")
    definition = funnel("A B", exclusions=(exclusion("X", 1, 2),))
    attempts = funnel_attempts(excluded + rescued, definition)

    kept = funnel_results(attempts, on_exclusion="drop_entity")
    kept_by_first = funnel_results(attempts, entry="first", on_exclusion="drop_entity")

    assert [result.entity_id for result in kept] == ["o-2"]
    assert kept_by_first == []


@pytest.mark.parametrize(
    ("events", "window", "expected"),
    [
        # converted: the next starts after its last step
        ("A@0 B@1h A@1h A@2h B@3h", None, ["e1 e2", "e4 e5"]),
        ("A@0 A@30m B@1h A@1h+1us", "9h", ["e1 e3", "e4"]),
        # not converted: after its window, which has its end inside
        ("A@0 A@30m A@1h A@1h+1us", "1h", ["e1", "e4"]),
        ("A@0 A@30m A@1h A@1h+1us", None, ["e1"]),
        # excluded: after the exclusion
        ("A@0 X@30m A@30m A@40m B@50m", "1h", ["e1", "e4 e5"]),
    ],
)
def test_totals_count_attempts_one_after_another(
    events: str, window: str | None, expected: list[str]
) -> None:
    definition = funnel("A B", window, exclusions=(exclusion("X", 1, 2),))

    counted = funnel_sequence(funnel_attempts(stream(events), definition), definition.window)

    assert [picture(attempt) for _, attempt in counted] == expected
    assert [number for number, _ in counted] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    ("events", "window", "as_of", "status", "is_mature"),
    [
        ("A@0 B@1h", "2h", "1h", "converted", False),
        ("A@0 B@1h", "2h", "2h", "converted", True),
        ("A@0", "2h", "2h-1us", "in_progress", False),
        ("A@0", "2h", "2h", "dropped", True),
        ("A@0 X@1h B@2h", "2h", "9h", "excluded", True),
        ("A@0 X@1h B@2h", "2h", "1h", "excluded", False),
        # without a window, what maturity says
        ("A@0", None, "3h-1us", "in_progress", False),
        ("A@0", None, "3h", "dropped", True),
    ],
)
def test_status_is_judged_by_the_end_of_the_data(
    events: str, window: str | None, as_of: str, status: str, is_mature: bool
) -> None:
    exclusions = (exclusion("X", 1, 2),)
    definition = funnel(
        "A B", window, exclusions=exclusions, as_of=at(as_of), maturity=elapsed("3h")
    )

    [attempt] = funnel_attempts(stream(events), definition)

    assert (attempt.status, attempt.is_mature) == (status, is_mature)


def test_status_is_judged_by_the_last_event_where_nothing_else_is_said() -> None:
    others = stream("X@2h", entity="o-2")

    [attempt] = funnel_attempts(stream("A@0") + others, funnel("A B", "2h"))

    assert attempt.status == "dropped"


@pytest.mark.parametrize(
    ("zone", "entered", "is_inside"),
    [
        # 2026-03-01 in each zone; MIDNIGHT is in UTC
        ("UTC", "0", True),
        ("UTC", "0-1us", False),
        ("UTC", "1d-1us", True),
        ("UTC", "1d", False),
        ("US/Pacific", "8h", True),
        ("US/Pacific", "8h-1us", False),
        ("US/Pacific", "1d+8h-1us", True),
        ("Asia/Kathmandu", "0-5h-45m", True),
    ],
)
def test_the_date_range_is_of_local_days_and_of_the_first_step_alone(
    zone: str, entered: str, is_inside: bool
) -> None:
    day = date(2026, 3, 1)
    definition = funnel("A B", date_from=day, date_to=day, timezone=zone)

    attempts = funnel_attempts(stream(f"A@{entered} B@90d"), definition)

    assert [picture(attempt) for attempt in attempts] == (["e1 e2"] if is_inside else [])


def test_a_first_time_is_the_first_of_all_history_also_before_the_date_range() -> None:
    definition = funnel([step("A", first_time="any"), step("B")], date_from=date(2026, 3, 2))

    assert funnel_attempts(stream("A@0 A@2d B@3d"), definition) == []


def test_events_without_an_entity_an_id_or_a_time_are_left_out() -> None:
    [event] = stream("A@0")
    left_out = [
        replace(event, event_id=None),
        replace(event, entity_id=None),
        replace(event, occurred_at=None),
    ]

    assert funnel_attempts(left_out, funnel("A")) == []


def test_who_did_it_is_said_of_each_step_unless_nobody_asks() -> None:
    events = stream("A@0 B@1h")

    [with_users] = funnel_attempts(events, funnel("A B"))
    [without] = funnel_attempts(events, funnel("A B", keeps_users=False))

    assert [reached.user_id for reached in with_users.steps] == ["u-1", "u-1"]
    assert [reached.user_id for reached in without.steps] == [None, None]


# What the words of DESIGN.md promise of every choice: not examples but all small streams.

_TINY = st.lists(st.tuples(st.sampled_from("ABX"), st.integers(0, 3)), min_size=1, max_size=6).map(
    lambda sent: stream(" ".join(f"{name}@{hours}h" for name, hours in sent))
)
_STEPS = st.lists(st.sampled_from(["A", "B", "AB", "*"]), min_size=1, max_size=4).map(" ".join)
_WITHIN = st.sampled_from([None, "1h", "2h"])


@given(_TINY, _STEPS, _WITHIN, st.sampled_from(["ordered", "strict", "unordered"]))
def test_one_of_the_longest_choices_is_earliest_in_every_step(
    events: list[Event], steps: str, within: str | None, order: Order
) -> None:
    names = steps.split()
    limits = [None] + [None if order == "unordered" else within] * (len(names) - 1)
    listed = [step(name, within=limit) for name, limit in zip(names, limits, strict=True)]

    for choices in choices_of(facts_of(events), funnel(listed, "3h", order=order)):
        longest = max(len(chain) for chain in choices)
        times = [[fact.at for fact in chain] for chain in choices if len(chain) == longest]
        earliest = [min(of_step) for of_step in zip(*times, strict=True)]

        assert earliest in times


@given(_TINY, _STEPS)
def test_strict_is_what_some_order_of_the_rows_has_side_by_side(
    events: list[Event], steps: str
) -> None:
    facts = facts_of(events[:5])
    definition = funnel(steps)

    in_some_order = {
        chain
        for rows in permutations(facts)
        if all(one.at <= other.at for one, other in pairwise(rows))
        for start, end in product(range(len(rows)), range(1, len(rows) + 1))
        if (chain := rows[start:end]) and _fills(chain, definition)
    }

    strict = replace(definition, order="strict")
    assert {chain for choices in choices_of(facts, strict) for chain in choices} == in_some_order


def _fills(chain: tuple[Fact, ...], definition: Funnel) -> bool:
    return len(chain) <= len(definition.steps) and all(
        one.predicate.holds(fact.event) for one, fact in zip(definition.steps, chain, strict=False)
    )
