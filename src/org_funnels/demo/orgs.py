"""The lives of customer orgs: founded by a user, joined by others, trying, paying, leaving.

What an org does is decided here, from its language and size; the events are told by `work`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from org_funnels.demo.cases import Case
from org_funnels.demo.chance import stream
from org_funnels.demo.clock import LAST_ACT, whole_second
from org_funnels.demo.events import Browser
from org_funnels.demo.names import (
    LANGUAGES,
    REPO_NAMES,
    new_org_name,
    pick_country,
    pick_language,
)
from org_funnels.demo.people import Signup
from org_funnels.demo.world import Membership, Org, OrgVersion, Repo, Role, User, World

FIRST_ORG_ID = 1101
_PICKS_REPO_AT_ONCE = 0.7
_NEVER_PICKS_REPO = 0.35
_RENAMED = 0.05
_MOVED = 0.08
_HAS_FINANCE = 0.75
_HAS_FREELANCER = 0.18
_LEAVES = 0.07
_HOOK_INSTALLED = dict(zip(LANGUAGES, (0.92, 0.9, 0.86, 0.82, 0.74, 0.8), strict=True))
_BUILDS_PASS = dict(zip(LANGUAGES, (0.93, 0.92, 0.95, 0.9, 0.72, 0.85), strict=True))
_PAYS = dict(zip(LANGUAGES, (0.78, 0.72, 0.6, 0.54, 0.56, 0.45), strict=True))
UPGRADES = dict(zip(LANGUAGES, (0.74, 0.7, 0.52, 0.46, 0.55, 0.4), strict=True))


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works for an org, with the browser that they use."""

    membership: Membership
    browser: Browser

    @property
    def user(self) -> User:
        """The person."""
        return self.membership.user

    def works_at(self, moment: datetime) -> bool:
        """Whether they belong to the org then."""
        left_at = self.membership.left_at
        return self.membership.joined_at <= moment and (left_at is None or moment < left_at)


@dataclass(slots=True)
class Life:
    """What becomes of an org. Times are None where it never comes so far."""

    org: Org
    language: str
    members: list[Member]
    builds_a_day: float
    repos: list[Repo] = field(default_factory=list)
    hooked_at: datetime | None = None
    builds_pass: bool = False
    pays_from: datetime | None = None
    ends_at: datetime = LAST_ACT

    @property
    def founder(self) -> Member:
        """Who made the org, and sees to its subscription."""
        return self.members[0]

    def engineers(self, moment: datetime) -> list[Member]:
        """Those who push then; the founder when nobody else does."""
        at_work = [
            member
            for member in self.members
            if member.membership.role != "finance" and member.works_at(moment)
        ]
        return at_work or [self.founder]

    def payer(self, moment: datetime) -> Member:
        """Who pays the invoices then: finance, where the org has somebody for it."""
        for member in self.members:
            if member.membership.role == "finance" and member.works_at(moment):
                return member
        return self.founder


def found_orgs(
    world: World, signups: Sequence[Signup], count: int, taken: set[str], seed: int
) -> list[Life]:
    """Orgs founded by some of the users, more of them early than late."""
    rng = stream(seed, "orgs")
    candidates = signups[: int(len(signups) * 0.96)]
    places = sorted({int(len(candidates) * rng.random() ** 1.6) for _ in range(count * 3)})
    founders = [candidates[place] for place in sorted(rng.sample(places, min(count, len(places))))]
    for founder in founders:
        founder.is_taken = True
    return [
        _found(world, founder, FIRST_ORG_ID + number, taken, stream(seed, f"org/{number}"))
        for number, founder in enumerate(founders)
    ]


def _found(world: World, founder: Signup, org_id: int, taken: set[str], rng: Random) -> Life:
    """An org, and how its first weeks go."""
    created_at = whole_second(founder.at + timedelta(seconds=rng.uniform(90, 4000)))
    version = OrgVersion(created_at, new_org_name(rng, taken), pick_country(rng))
    org = world.add_org(Org(org_id, created_at, [version]))
    admin = Member(world.join(founder.user, org, "admin", created_at), founder.browser)
    size = min(rng.paretovariate(1.1), 9.0)
    life = Life(org, pick_language(rng), [admin], builds_a_day=2.3 * size)
    _try_out(world, life, rng)
    _change_settings(life, rng)
    return life


def _try_out(world: World, life: Life, rng: Random) -> None:
    """Pick a repository, get its hook installed, see builds pass, pay: each may fail."""
    created_at = life.org.created_at
    picks_at_once = rng.random() < _PICKS_REPO_AT_ONCE
    picked_at = created_at if picks_at_once else _days_later(created_at, rng.uniform(0.01, 6))
    life.ends_at = min(LAST_ACT, _days_later(created_at, rng.uniform(8, 35)))
    if not picks_at_once and rng.random() < _NEVER_PICKS_REPO:
        return
    life.repos.append(world.pick_repo(life.org, rng.choice(REPO_NAMES), life.language, picked_at))
    if rng.random() < _HOOK_INSTALLED[life.language]:
        life.hooked_at = picked_at + timedelta(days=rng.expovariate(1.5), minutes=2)
        life.builds_pass = rng.random() < _BUILDS_PASS[life.language]
    if life.hooked_at and life.builds_pass and rng.random() < _PAYS[life.language]:
        life.pays_from = _days_later(life.hooked_at, rng.triangular(1, 40, 10))
        life.ends_at = LAST_ACT


def _change_settings(life: Life, rng: Random) -> None:
    """Some orgs get another name, some move; days apart, so that every nightly snapshot sees it."""
    if rng.random() < _RENAMED:
        moment = _days_later(life.org.created_at, rng.uniform(3, 40))
        if moment < LAST_ACT - timedelta(days=2):
            life.org.change(moment, name=f"{life.org.name}-{rng.choice(('group', 'inc', 'ci'))}")
    if rng.random() < _MOVED:
        moment = _days_later(life.org.versions[-1].updated_at, rng.uniform(3, 40))
        if moment < LAST_ACT - timedelta(days=2):
            life.org.change(moment, country=pick_country(rng))


def grow_teams(world: World, lives: Sequence[Life], signups: Sequence[Signup], seed: int) -> None:
    """Invite others: new users who sign up soon after, and now and then one of another org."""
    rng = stream(seed, "teams")
    seen: list[Member] = []
    for life in lives:
        if life.hooked_at is None:
            continue
        wanted = min(int(rng.paretovariate(0.9)), 12) - 1
        for invited in _sign_up_after(signups, life.hooked_at, wanted, rng):
            _invite(world, life, invited, "engineer", rng)
        if life.pays_from and rng.random() < _HAS_FINANCE:
            for invited in _sign_up_after(signups, life.pays_from - timedelta(days=2), 1, rng):
                _invite(world, life, invited, "finance", rng)
        if seen and rng.random() < _HAS_FREELANCER:
            _lend(world, life, rng.choice(seen), rng)
        seen += [member for member in life.members if member.membership.role != "finance"]


def _sign_up_after(
    signups: Sequence[Signup], moment: datetime, count: int, rng: Random
) -> list[Signup]:
    """Signups of the weeks after a moment that nobody has invited yet."""
    begin = bisect_right(signups, moment, key=_signed_up_at)
    end = bisect_right(signups, moment + timedelta(days=16), key=_signed_up_at)
    free = [signup for signup in signups[begin:end] if not signup.is_taken]
    return rng.sample(free, min(count, len(free)))


def _signed_up_at(signup: Signup) -> datetime:
    return signup.at


def _invite(world: World, life: Life, invited: Signup, role: Role, rng: Random) -> None:
    invited.is_taken = True
    invited.method = "invite"
    joined_at = invited.at + timedelta(seconds=rng.randint(5, 90))
    if joined_at < min(LAST_ACT, life.ends_at):
        membership = world.join(invited.user, life.org, role, joined_at)
        life.members.append(Member(membership, invited.browser))
        _leave(life, membership, rng)


def _leave(life: Life, membership: Membership, rng: Random) -> None:
    """A few engineers leave again."""
    left_at = _days_later(membership.joined_at, rng.uniform(5, 60))
    if membership.role == "engineer" and rng.random() < _LEAVES and left_at < life.ends_at:
        membership.left_at = left_at


def _lend(world: World, life: Life, member: Member, rng: Random) -> None:
    """A freelancer, who works for another org already."""
    begin = max(life.org.created_at, member.membership.joined_at)
    joined_at = _days_later(begin, rng.uniform(1, 12))
    if joined_at < life.ends_at:
        membership = world.join(member.user, life.org, "engineer", joined_at)
        life.members.append(Member(membership, member.browser))


def several_orgs(lives: Sequence[Life]) -> set[int]:
    """The users who work for more than one org."""
    once: set[int] = set()
    twice: set[int] = set()
    for life in lives:
        for member in life.members:
            (twice if member.user.user_id in once else once).add(member.user.user_id)
    return twice


def role_case(member: Member, shared: set[int]) -> tuple[Case, ...]:
    """The case that an event of this member shows, if any."""
    if member.membership.role == "finance":
        return (Case.FINANCE_USER,)
    return (Case.USER_IN_SEVERAL_ORGS,) if member.user.user_id in shared else ()


def _days_later(moment: datetime, days: float) -> datetime:
    return whole_second(moment + timedelta(days=days))
