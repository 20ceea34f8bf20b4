"""What opens, extends and ends an incident, and who is told: one sentence of the notes each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from org_funnels.incidents.mute import Acknowledgement, Mute, Said

from .conftest import START, World, judged

if TYPE_CHECKING:
    from org_funnels.incidents.decide import Decision

    from .conftest import MakeFinding

DAY = timedelta(days=1)


def test_8_twenty_four_hourly_runs_of_one_failure_are_one_message_and_one_that_it_is_over(
    world: World, bad: MakeFinding
) -> None:
    for _ in range(24):
        world.run(bad(12))
    assert world.kinds == ["opened"]

    world.run(bad(12), judged=[judged(13), judged(14)])
    world.run(bad(12), judged=[judged(13), judged(14)])

    assert world.kinds == ["opened", "resolved"]
    (incident,) = world.incidents
    assert incident.resolution_text == "two good days have followed; what is missing stays missing"


def test_9_late_events_heal_a_day_and_that_is_said(world: World, bad: MakeFinding) -> None:
    world.run(bad(12))

    world.run(judged=[judged(12, missing_count=1)])

    assert world.kinds == ["opened", "resolved"]
    (incident,) = world.incidents
    assert incident.resolution == "healed"
    assert incident.resolution_text == "now 99 %, target 97 %, healed by 14 late events"


def test_4_a_day_that_waits_for_late_events_tells_nobody(world: World) -> None:
    world.run(judged=[judged(12, "pending", missing_count=90)])
    world.run(judged=[judged(12, missing_count=1)])

    assert world.kinds == []
    assert world.incidents == ()


def test_an_early_alarm_that_becomes_pending_again_is_not_over(
    world: World, bad: MakeFinding
) -> None:
    world.run(bad(12))

    world.run(judged=[judged(12, "pending", missing_count=10)])

    assert [one.is_open for one in world.incidents] == [True]


def test_bad_days_side_by_side_are_one_incident(world: World, bad: MakeFinding) -> None:
    world.run(bad(12))
    world.run(bad(12), bad(13, missing_count=1))
    decision = world.run(bad(12), bad(13), bad(15, missing_count=1), judged=[judged(14)])

    assert [change.kind for change in decision.changes] == ["extended"]
    assert [one.windows for one in world.incidents] == [
        (date(2026, 11, 12), date(2026, 11, 13), date(2026, 11, 15))
    ]


def test_two_good_days_part_two_incidents(world: World, bad: MakeFinding) -> None:
    world.run(bad(10), bad(13), judged=[judged(11), judged(12)])

    assert [one.windows for one in world.incidents] == [
        (date(2026, 11, 10),),
        (date(2026, 11, 13),),
    ]
    assert [one.is_open for one in world.incidents] == [False, True]


def test_an_incident_that_two_good_days_ended_does_not_come_back_with_its_lost_day(
    world: World, bad: MakeFinding
) -> None:
    good = [judged(13), judged(14)]
    world.run(bad(12))
    world.run(bad(12), judged=good)

    for _ in range(50):
        world.run(bad(12), judged=good)

    assert world.kinds == ["opened", "resolved"]


def test_a_day_of_an_ended_incident_that_got_worse_is_news(world: World, bad: MakeFinding) -> None:
    good = [judged(13), judged(14)]
    world.run(bad(12, severity="warning"))
    world.run(bad(12, severity="warning"), judged=good)

    world.run(bad(12), judged=good)

    assert world.kinds == ["opened", "resolved", "past"]


def test_a_loss_that_is_first_seen_when_it_is_over_is_told_once(
    world: World, bad: MakeFinding
) -> None:
    good = [judged(4), judged(5)]

    world.run(bad(3), judged=good)
    world.run(bad(3), judged=good)

    assert world.kinds == ["past"]


def test_what_got_worse_is_told_again_when_severity_rose_or_the_missing_doubled(
    world: World, bad: MakeFinding
) -> None:
    world.run(bad(12, severity="warning"))
    world.run(bad(12, severity="warning", missing_count=29))
    world.run(bad(12, severity="warning", missing_count=30))
    world.run(bad(12, severity="critical", missing_count=30))
    world.run(bad(12, severity="warning", missing_count=30))

    assert world.kinds == ["opened", "worse", "worse"]


def test_what_stays_open_is_in_one_digest_a_day(world: World, bad: MakeFinding) -> None:
    for _ in range(24 * 3):
        world.run(bad(12))

    assert world.kinds == ["opened", "digest", "digest"]


def test_an_acknowledgement_holds_back_the_digest_until_it_expires(
    world: World, bad: MakeFinding
) -> None:
    world.run(bad(12))
    (incident,) = world.incidents
    until = START + 3 * DAY
    world.say(Said((), (Acknowledgement(incident.incident_id, "at it", "me", START, until),)))

    for _ in range(24 * 3):
        world.run(bad(12))

    assert world.kinds == ["opened", "digest"]
    assert world.now > until


def test_an_acknowledgement_does_not_hide_that_it_got_worse_or_is_over(
    world: World, bad: MakeFinding
) -> None:
    world.run(bad(12))
    until = START + 9 * DAY
    name = world.incidents[0].incident_id
    world.say(Said((), (Acknowledgement(name, "at it", "me", START, until),)))

    world.run(bad(12, missing_count=30))
    world.run(judged=[judged(12)])

    assert world.kinds == ["opened", "worse", "resolved"]


def test_a_mute_hides_messages_and_keeps_incidents(world: World, bad: MakeFinding) -> None:
    world.say(Said((Mute("signups", "freeze", "me", START, START + DAY),)))

    for _ in range(24):
        world.run(bad(12))
    assert (world.kinds, len(world.incidents)) == ([], 1)

    world.run(bad(12))
    assert world.kinds == ["opened"]


def test_what_ended_while_it_was_muted_is_told_to_nobody(world: World, bad: MakeFinding) -> None:
    world.say(Said((Mute("web", "release", "me", START, START + DAY),)))

    world.run(bad(12))
    world.run(judged=[judged(12)], hours=48)
    world.run(judged=[judged(12)])

    assert world.kinds == []
    assert [one.is_open for one in world.incidents] == [False]


def test_the_later_of_two_mutes_rules(world: World, bad: MakeFinding) -> None:
    long = Mute("signups", "freeze", "me", START - DAY, START + DAY)
    ended = replace(long, made_at=START, expires_at=START)
    world.say(Said((ended, long)))

    world.run(bad(12))

    assert world.kinds == ["opened"]


def test_one_message_an_owner_and_run(world: World, bad: MakeFinding) -> None:
    mine = [bad(12), bad(12, check_name="repos", severity="warning", source=None)]
    theirs = bad(12, check_name="plans", owner="finance", source="server")

    decision = world.run(*mine, theirs)

    assert _told(decision) == {"growth": ["signups", "repos"], "finance": ["plans"]}


def test_three_checks_of_one_source_are_one_incident_that_holds_back_the_rest(
    world: World, bad: MakeFinding
) -> None:
    checks = ("signups", "repos", "members", "plans")
    down = [bad(12, check_name=name) for name in checks[:3]]

    decision = world.run(*down, bad(12, check_name="plans", source="server"))

    assert _told(decision) == {"growth": ["plans"], "platform": ["source"]}
    (incident,) = [one for one in world.incidents if one.check_name == "source"]
    assert incident.headline == "Source web is losing events: 3 checks fail, 45 events are missing"


def test_two_checks_of_one_source_are_two_incidents(world: World, bad: MakeFinding) -> None:
    world.run(bad(12), bad(12, check_name="repos"))

    assert {one.check_name for one in world.incidents} == {"signups", "repos"}


def test_a_silent_source_is_one_incident_whatever_the_number_of_its_checks(
    world: World, bad: MakeFinding
) -> None:
    decision = world.run(bad(12, source_is_silent=True))

    assert _told(decision) == {"platform": ["source"]}


def test_what_was_told_of_a_check_is_taken_over_by_its_source_without_a_word(
    world: World, bad: MakeFinding
) -> None:
    down = [bad(12, check_name=name) for name in ("signups", "repos", "members")]
    world.run(down[0])

    decision = world.run(*down)

    assert _told(decision) == {"platform": ["source"]}
    merged = next(one for one in world.incidents if one.check_name == "signups")
    assert merged.resolution == "merged"


def test_a_source_keeps_the_day_of_a_check_whose_own_incident_ends_in_the_same_run(
    world: World, bad: MakeFinding
) -> None:
    """Else the source would look smaller in the next run, in which nothing has changed."""
    down = [bad(12, check_name=name) for name in ("signups", "repos", "members")]
    found = (*down, bad(13))
    good = [judged(day) for day in (14, 15)]
    world.run(bad(12))
    world.run(*found, judged=good)

    decision = world.run(*found, judged=good)

    assert (decision.changes, decision.messages) == ((), ())
    (source,) = [one for one in world.incidents if one.is_open]
    assert (source.check_name, source.missing_count) == ("source", 45)


def test_a_source_is_over_when_its_checks_are_good_again_though_one_fails_on(
    world: World, bad: MakeFinding
) -> None:
    checks = ("signups", "repos", "members")
    down = [bad(12, check_name=name) for name in checks]
    world.run(*down)
    good = [judged(day, check_name=name) for name in checks[1:] for day in (13, 14)]

    world.run(*down, bad(13), judged=good)

    source = next(one for one in world.incidents if one.check_name == "source")
    signups = next(one for one in world.incidents if one.check_name == "signups")
    assert (source.is_open, signups.is_open) == (False, True)
    assert signups.windows == (date(2026, 11, 13),)


def test_two_outages_of_a_source_with_good_days_in_between_are_two_incidents(
    world: World, bad: MakeFinding
) -> None:
    checks = ("signups", "repos", "members")
    down = [bad(day, check_name=name) for name in checks for day in (2, 9)]
    good = [judged(day, check_name=name) for name in checks for day in (4, 5)]

    world.run(*down, judged=good)

    windows = sorted(one.windows for one in world.incidents)
    assert windows == [(date(2026, 11, 2),), (date(2026, 11, 9),)]


def test_a_state_of_things_is_over_when_it_is_no_longer_found(
    world: World, bad: MakeFinding
) -> None:
    gone = bad(12, check_name="schema_drift", reason="column_gone", window=None, source=None)
    world.run(gone, examined=["schema_drift"])

    world.run(examined=["schema_drift"])

    assert world.kinds == ["opened", "resolved"]
    assert world.incidents[0].resolution == "gone"


def test_what_nobody_looked_at_is_not_over(world: World, bad: MakeFinding) -> None:
    gone = bad(12, check_name="schema_drift", reason="column_gone", window=None, source=None)
    world.run(gone, bad(12), examined=["schema_drift", "signups"])

    world.run(examined=[])

    assert [one.is_open for one in world.incidents] == [True, True]


def test_what_comes_again_after_it_was_over_is_another_incident(
    world: World, bad: MakeFinding
) -> None:
    gone = bad(12, check_name="schema_drift", reason="column_gone", window=None, source=None)
    for findings in ((gone,), (), (gone,)):
        world.run(*findings, examined=["schema_drift"])

    assert world.kinds == ["opened", "resolved", "opened"]
    assert len({one.incident_id for one in world.incidents}) == 2


def test_what_reached_nobody_is_told_at_the_next_run(world: World, bad: MakeFinding) -> None:
    world.reaches = False
    world.run(bad(12))
    world.reaches = True

    world.run(bad(12))
    world.run(bad(12))

    assert world.kinds == ["opened"]


def test_a_finding_without_an_owner_is_the_platforms(world: World, bad: MakeFinding) -> None:
    decision = world.run(bad(12, owner="", source=None))

    assert _told(decision) == {"platform": ["signups"]}


def test_one_day_may_have_two_troubles(world: World, bad: MakeFinding) -> None:
    world.run(bad(12), bad(12, reason="too_many_orphans", severity="warning"))

    assert {one.reason for one in world.incidents} == {"events_missing", "too_many_orphans"}


def _told(decision: Decision) -> dict[str, list[str]]:
    return {
        message.owner: [item.incident.check_name for item in message.items]
        for message in decision.messages
    }
