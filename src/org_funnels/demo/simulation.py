"""Let the company live from its first day to its last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from org_funnels.demo.chance import stream
from org_funnels.demo.clock import first_day
from org_funnels.demo.consequences import Consequence, without_dropped
from org_funnels.demo.events import RawRow
from org_funnels.demo.faults import strike
from org_funnels.demo.orgs import Life, found_orgs, grow_teams, several_orgs
from org_funnels.demo.people import Signup, bounce, lose_signups, sign_up, tell_signups
from org_funnels.demo.stories.stage import reserved_names
from org_funnels.demo.stories.tell import tell_stories
from org_funnels.demo.subscriptions import tell_subscription
from org_funnels.demo.tracker import Tracker, is_loaded
from org_funnels.demo.truth import Arrived
from org_funnels.demo.work import Scribe, tell_work
from org_funnels.demo.world import World

_SIGNUPS_A_DAY = 24.0
_SIGNUPS_A_DAY_PER_ORG = 0.19
_BOUNCES_PER_SIGNUP = 0.9


@dataclass(frozen=True, slots=True)
class Simulation:
    """The company after its last day: all that was planned, and what of it arrived."""

    signups: Sequence[Signup]
    consequences: Sequence[Consequence]
    arrived: Arrived


def simulate(orgs: int, days: int, seed: int) -> Simulation:
    """The whole company: the same stories for everybody, and an everyday life from the seed."""
    start = first_day(days)
    world = World()
    stage = tell_stories(world)
    tracker = Tracker(stream(seed, "tracker"))
    signups = _live(world, tracker, orgs, start, seed)
    struck = without_dropped(strike(tracker.rows, stream(seed, "faults")))
    rows = _loaded_in_order([*stage.rows, *struck])
    calls = [call for call in (*stage.calls, *tracker.calls) if is_loaded(call)]
    calls.sort(key=lambda call: call.uuid_ts)
    consequences = [*stage.tracker.consequences, *tracker.consequences]
    arrived = Arrived(world, rows, calls, stage.merged)
    return Simulation([*stage.signups, *signups], consequences, arrived)


def _live(world: World, tracker: Tracker, orgs: int, start: datetime, seed: int) -> list[Signup]:
    """Everyday life: who signs up, which orgs they found, what those do."""
    per_day = _SIGNUPS_A_DAY + _SIGNUPS_A_DAY_PER_ORG * orgs
    signups = sign_up(world, stream(seed, "signups"), start, per_day)
    lives = found_orgs(world, signups, orgs, reserved_names(world.orgs.values()), seed)
    grow_teams(world, lives, signups, seed)
    lose_signups(signups, stream(seed, "lost"))
    tell_signups(signups, tracker, stream(seed, "visits"), start)
    bounce(tracker, stream(seed, "bounces"), start, per_day * _BOUNCES_PER_SIGNUP)
    _tell_lives(world, tracker, lives, seed)
    return signups


def _tell_lives(world: World, tracker: Tracker, lives: Sequence[Life], seed: int) -> None:
    shared = several_orgs(lives)
    for life in lives:
        scribe = Scribe(world, tracker, stream(seed, f"life/{life.org.org_id}"), shared)
        tell_subscription(life, scribe)
        tell_work(life, scribe)


def _loaded_in_order(rows: Sequence[RawRow]) -> list[RawRow]:
    """What is in the warehouse at the end, in the order in which it came."""
    return sorted((row for row in rows if is_loaded(row)), key=lambda row: row.loaded_at)
