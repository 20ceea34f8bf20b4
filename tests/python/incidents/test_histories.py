"""Whatever days do, and in whatever order: what holds of incidents and messages.

CI tries 60 histories, always the same; `INCIDENT_HISTORIES=5000 pytest` others.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from org_funnels.incidents.decide import decide
from org_funnels.incidents.finding import Finding, Judged, Round, rank
from org_funnels.incidents.mute import Mute, Said

from .conftest import World

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from org_funnels.incidents.decide import Decision, Item
    from org_funnels.incidents.incident import Told

# Read when tests are collected: a fixture takes the person's settings away.
_ASKED = int(os.environ.get("INCIDENT_HISTORIES", "0"))

_CHECKS = {"signups": "growth", "repos": "product", "members": "product", "plans": "growth"}
_DAYS = [date(2026, 11, day) for day in range(1, 7)]
_BAD = ("warning", "critical")

_day = st.tuples(
    st.sampled_from(["good", "good", "pending", "unjudged", *_BAD]), st.integers(1, 40)
)
_round = st.lists(_day, min_size=24, max_size=24)
_histories = st.lists(
    st.tuples(_round, st.sampled_from([1, 5, 30]), st.booleans(), st.booleans()),
    min_size=1,
    max_size=8,
)


def _as_round(days: list[tuple[str, int]]) -> Round:
    places = [(name, day) for name in _CHECKS for day in _DAYS]
    findings, judged = [], []
    for (name, day), (state, missing) in zip(places, days, strict=True):
        if state in _BAD:
            findings.append(
                Finding(name, f"{name}-done", "events_missing", state, _CHECKS[name],  # type: ignore[arg-type]
                        f"{name} on {day}", (), "web", day, missing)
            )  # fmt: skip
        else:
            judged.append(Judged(name, day, state, missing))  # type: ignore[arg-type]
    return Round(tuple(findings), frozenset(_CHECKS), tuple(judged))


@settings(max_examples=_ASKED or 60, derandomize=not _ASKED, deadline=None)
@given(_histories)
def test_nobody_is_told_twice_of_one_state_and_every_bad_day_has_one_incident(
    history: list[tuple[list[tuple[str, int]], int, bool, bool]],
) -> None:
    world = World()
    told: dict[str, list[Item]] = {}
    for days, hours, reaches, is_muted in history:
        found = _as_round(days)
        mute = Mute("signups", "freeze", "me", world.now, world.now + timedelta(hours=2))
        world.say(Said((mute,) if is_muted else ()))
        world.reaches = reaches
        before = dict(world.state.told)
        at = world.now

        decision = world.run(*found.findings, judged=found.judged, hours=hours)

        _each_owner_has_one_message(decision)
        _each_bad_day_has_one_incident(world, found)
        for message in decision.messages:
            for item in message.items:
                assert not (is_muted and item.incident.check_name == "signups")
                _is_news(item, before, at)
                if reaches:
                    told.setdefault(item.incident.incident_id, []).append(item)
        if reaches:
            again = decide(world.state, found, at, "platform")
            assert (again.changes, again.messages) == ((), ())
    _each_story_makes_sense(told)


def _each_owner_has_one_message(decision: Decision) -> None:
    assert len({message.owner for message in decision.messages}) == len(decision.messages)


def _each_bad_day_has_one_incident(world: World, found: Round) -> None:
    """A source may hold a day that was a check's before; two of one kind never hold the same."""
    wrong = {finding.key for finding in found.findings}
    known = {part.key for one in world.incidents for part in one.parts}
    assert wrong <= known
    for is_source in (True, False):
        holders = Counter(
            part.key
            for one in world.incidents
            if one.is_open and (one.check_name == "source") is is_source
            for part in one.parts
            if part.key in wrong
        )
        assert all(count == 1 for count in holders.values())


def _is_news(item: Item, before: Mapping[str, Told], at: datetime) -> None:
    last = before.get(item.incident.incident_id)
    if last is None:
        assert item.kind in ("opened", "past")
        return
    match item.kind:
        case "resolved":
            assert last.kind not in ("resolved", "past")
        case "digest":
            assert at - last.at >= timedelta(days=1)
        case "worse":
            is_severer = rank(item.incident.severity) > rank(last.severity)
            assert is_severer or item.incident.missing_count >= 2 * last.missing_count
        case kind:
            raise AssertionError(kind)


def _each_story_makes_sense(told: dict[str, list[Item]]) -> None:
    for items in told.values():
        kinds = [item.kind for item in items]
        assert kinds[0] in ("opened", "past")
        assert "opened" not in kinds[1:]
        assert not {"resolved", "past"} & set(kinds[:-1])
        assert [item.number for item in items] == list(range(1, len(items) + 1))
