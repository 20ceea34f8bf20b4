"""Tell the events of an org's life: its team, repositories, builds and everyday visits.

`orgs` decides what happens; here it becomes what the trackers saw of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import LAST_ACT, whole_second
from org_funnels.demo.events import LAST_CALL, NOT_IDS, RawRow, Reference, Value, known, silent
from org_funnels.demo.names import LANGUAGES, REPO_NAMES
from org_funnels.demo.orgs import Life, Member, role_case
from org_funnels.demo.people import dashboard_impression
from org_funnels.demo.spelling import careless_id, careless_name, no_name, plain_name
from org_funnels.demo.tracker import Tracker
from org_funnels.demo.world import Org, Repo, World

_BRANCHES = ("main", "main", "main", "develop", "fix/flaky", "feature/cache", "release")
_PASS_RATE = {
    "ruby": 0.84,
    "python": 0.82,
    "go": 0.88,
    "javascript": 0.76,
    "java": 0.7,
    "rust": 0.78,
}
_SATURDAY = 5
_EVERY_DAYS = 4.5
_LONGEST_BUILD = 3000.0
_HOOK_FORGETS_ORG = 0.01
_STARTED_BY_SCHEDULE = 0.03
_KILLED = 0.06
_LOOKS_AT = {"dashboard": 0.6, "insights": 0.2, "docs": 0.25}


@dataclass(frozen=True, slots=True)
class Scribe:
    """What is needed to tell a life: where to write, whom to know, what chance to follow."""

    world: World
    tracker: Tracker
    rng: Random
    shared: set[int]

    def act(
        self,
        table: str,
        at: datetime,
        member: Member,
        values: dict[str, Value],
        *references: Reference,
    ) -> RawRow | None:
        """Something that a member did on the server, unless the demo is over by then."""
        if at >= LAST_ACT:
            return None
        return self.tracker.track(table, at, member.user.key, None, values, references=references)

    def click(
        self,
        table: str,
        at: datetime,
        member: Member,
        values: dict[str, Value],
        *references: Reference,
        cases: tuple[Case, ...] = (),
    ) -> None:
        """Something that a member did in the browser."""
        if at < LAST_ACT:
            row = self.tracker.track(
                table, at, member.user.key, member.browser, values, references=references
            )
            row.show(*cases, *role_case(member, self.shared))

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.rng.random() < share


def tell_work(life: Life, scribe: Scribe) -> None:
    """Everything but the subscription."""
    _tell_founding(life, scribe)
    _tell_team(life, scribe)
    if life.hooked_at and life.hooked_at < life.ends_at:
        _tell_repo_added(life, life.repos[0], life.hooked_at, scribe)
        _add_repos(life, life.hooked_at, scribe)
        _tell_builds(life, life.hooked_at, scribe)
        _tell_visits(life, life.hooked_at, scribe)


def _tell_founding(life: Life, scribe: Scribe) -> None:
    org = life.org
    at = org.created_at + timedelta(milliseconds=scribe.rng.randint(20, 900))
    values: dict[str, Value] = {"org_id": org.org_id, "org_name": org.name_at(at)}
    row = scribe.act("org_created", at, life.founder, values, known("id", org.org_id))
    scribe.tracker.caused("orgs", org, org.created_at, row)
    if life.repos:
        _tell_repo_add_clicked(life, life.repos[0].created_at, scribe)


def _tell_repo_add_clicked(life: Life, moment: datetime, scribe: Scribe) -> None:
    """The browser sends the id or the name in the same column, whichever page it was."""
    at = moment + timedelta(seconds=scribe.rng.randint(1, 30))
    org = life.org
    case = (Case.ORG_ID_OR_NAME_IN_ONE_COLUMN,)
    if scribe.chance(0.5):
        text, references = str(org.org_id), (known("id", org.org_id), silent("name"))
    else:
        text, references = org.name_at(at), _name_where_an_id_is_looked_for(org.org_id)
    scribe.click(
        "repo_add_clicked",
        at,
        life.founder,
        {"org": text, "view": "setup"},
        *references,
        cases=case,
    )


def _name_where_an_id_is_looked_for(org_id: int) -> tuple[Reference, Reference]:
    return (Reference("id", reason="unknown_id"), known("name", org_id))


def _tell_team(life: Life, scribe: Scribe) -> None:
    for member in life.members[1:]:
        membership = member.membership
        joined_at = membership.joined_at
        invited_at = joined_at - timedelta(hours=scribe.rng.uniform(0.2, 20))
        _tell_invitation(life, max(invited_at, life.org.created_at), scribe)
        org_id = known("id", life.org.org_id)
        values: dict[str, Value] = {"org_id": life.org.org_id, "role": membership.role}
        scribe.act("member_joined", joined_at + timedelta(milliseconds=300), member, values, org_id)
        if membership.left_at:
            left: dict[str, Value] = {"org_id": life.org.org_id}
            scribe.act("member_removed", membership.left_at, life.founder, left, org_id)


def _tell_invitation(life: Life, at: datetime, scribe: Scribe) -> None:
    spelling = careless_name(life.org, at, scribe.rng)
    scribe.click(
        "invite_clicked",
        at,
        life.founder,
        {"org": spelling.text},
        spelling.reference,
        cases=spelling.cases,
    )
    values: dict[str, Value] = {
        "org": float(life.org.org_id),
        "invited_email_domain": "example.com",
    }
    after = at + timedelta(seconds=2)
    by_id = known("id", life.org.org_id)
    if row := scribe.act("member_invited", after, life.founder, values, by_id):
        scribe.world.invite(life.founder.user, life.org, whole_second(after))
        scribe.tracker.caused("invitations", life.org, after, row)


def _tell_repo_added(life: Life, repo: Repo, at: datetime, scribe: Scribe) -> None:
    values: dict[str, Value] = {
        "org_id": life.org.org_id,
        "repo": repo.full_name(at),
        "language": repo.language,
    }
    if row := scribe.act("repo_added", at, life.founder, values, known("id", life.org.org_id)):
        repo.connected_at = whole_second(at)
        scribe.tracker.caused("repos", life.org, at, row)


def _add_repos(life: Life, begin: datetime, scribe: Scribe) -> None:
    """More repositories as time goes by; one in five in another language, one in twelve removed."""
    free = [name for name in REPO_NAMES if name != life.repos[0].name]
    for name in scribe.rng.sample(free, min(int(scribe.rng.expovariate(0.35)), 9)):
        at = whole_second(begin + timedelta(days=scribe.rng.expovariate(1 / 15)))
        if at >= life.ends_at:
            continue
        language = scribe.rng.choice(LANGUAGES) if scribe.chance(0.25) else life.language
        repo = scribe.world.pick_repo(life.org, name, language, at)
        life.repos.append(repo)
        _tell_repo_add_clicked(life, at - timedelta(seconds=60), scribe)
        _tell_repo_added(life, repo, at + timedelta(seconds=3), scribe)
        if scribe.chance(1 / 12):
            _remove_repo(life, repo, scribe)


def _remove_repo(life: Life, repo: Repo, scribe: Scribe) -> None:
    at = whole_second(repo.created_at + timedelta(days=scribe.rng.uniform(2, 30)))
    if at < life.ends_at:
        repo.deleted_at = at
        values: dict[str, Value] = {"org_id": str(life.org.org_id), "repo": repo.full_name(at)}
        scribe.act("repo_removed", at, life.founder, values, known("id", life.org.org_id))


def _tell_builds(life: Life, begin: datetime, scribe: Scribe) -> None:
    """Days of builds: fewer on weekends, more once the org pays."""
    day = begin
    while day < life.ends_at:
        pace = life.builds_a_day * (0.25 if day.weekday() >= _SATURDAY else 1.0)
        if life.pays_from is None or day < life.pays_from:
            pace *= 0.5
        for _ in range(int(scribe.rng.expovariate(1 / pace))):
            at = day + timedelta(seconds=scribe.rng.uniform(120, 60_000))
            if at < min(life.ends_at, LAST_ACT - timedelta(hours=1)):
                _tell_build(life, at, scribe)
        day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Build:
    """One run of the tests of a repository."""

    org: Org
    repo: Repo
    pusher: Member
    started_at: datetime
    seconds: float

    @property
    def ended_at(self) -> datetime:
        """When it passed or failed."""
        return self.started_at + timedelta(seconds=self.seconds)


def _tell_build(life: Life, at: datetime, scribe: Scribe) -> None:
    rng = scribe.rng
    built = [repo for repo in life.repos if _is_there(repo, at)] or life.repos[:1]
    seconds = min(rng.lognormvariate(5.2, 0.6), _LONGEST_BUILD)
    build = Build(life.org, rng.choice(built), rng.choice(life.engineers(at)), at, seconds)
    _tell_build_started(build, scribe)
    if life.builds_pass and scribe.chance(_PASS_RATE[build.repo.language]):
        _tell_build_passed(build, scribe)
    else:
        _tell_build_failed(build, scribe)


def _is_there(repo: Repo, at: datetime) -> bool:
    return repo.created_at <= at and (repo.deleted_at is None or at < repo.deleted_at)


def _tell_build_started(build: Build, scribe: Scribe) -> None:
    """Named by the org; where the hook forgot it, only the repository says whose build it is."""
    at, org = build.started_at, build.org
    forgot = scribe.chance(_HOOK_FORGETS_ORG)
    spelling = no_name("name", scribe.rng) if forgot else plain_name(org, at)
    values: dict[str, Value] = {
        "org": spelling.text,
        "repo": build.repo.full_name(at),
        "branch": scribe.rng.choice(_BRANCHES),
    }
    references = (spelling.reference, known("repo", org.org_id))
    row = scribe.tracker.track(
        "build_started", at, build.pusher.user.key, None, values, references=references
    )
    row.show(*spelling.cases)
    if forgot:
        row.show(Case.ONLY_REPO)
    if scribe.chance(_STARTED_BY_SCHEDULE):
        row.user_id = scribe.rng.choice((None, *NOT_IDS))
        row.event.sent_user = None
        row.show(Case.NO_USER_AT_ALL)


def _tell_build_passed(build: Build, scribe: Scribe) -> None:
    values: dict[str, Value] = {
        "org_id": build.org.org_id,
        "repo": build.repo.full_name(build.ended_at),
        "duration_ms": Decimal(f"{build.seconds * 1000:.3f}"),
    }
    by_id = known("id", build.org.org_id)
    scribe.act("build_passed", build.ended_at, build.pusher, values, by_id)


def _tell_build_failed(build: Build, scribe: Scribe) -> None:
    """The failing worker writes everything as text: what it does not know as a word."""
    at = build.ended_at
    by_id, by_name = careless_id(build.org, scribe.rng), plain_name(build.org, at)
    was_killed = scribe.chance(_KILLED)
    values: dict[str, Value] = {
        "org_id": by_id.text,
        "org_name": by_name.text,
        "repo": build.repo.full_name(at),
        "duration_ms": "n/a" if was_killed else f"{build.seconds * 1000:.0f}",
    }
    references = (by_id.reference, by_name.reference)
    row = scribe.tracker.track(
        "build_failed", at, build.pusher.user.key, None, values, references=references
    )
    row.show(*by_id.cases)
    if was_killed:
        row.show(Case.VALUE_NOT_A_NUMBER)


def _tell_visits(life: Life, begin: datetime, scribe: Scribe) -> None:
    """Everybody's visits while they belong to the org; finance people never look at builds."""
    for member in life.members:
        if member.membership.role == "finance":
            continue
        at = max(begin, member.membership.joined_at)
        while (at := at + _pause(scribe.rng)) < life.ends_at:
            if member.works_at(at):
                _tell_visit(life, member, at, scribe)


def _pause(rng: Random) -> timedelta:
    return timedelta(days=0.2 + rng.expovariate(1 / _EVERY_DAYS))


def _tell_visit(life: Life, member: Member, at: datetime, scribe: Scribe) -> None:
    """One visit: says in which org it is, then looks at this and that."""
    org_id = str(life.org.org_id)
    scribe.tracker.group(at, member.user.key, org_id, member.browser)
    steps = _steps(scribe.rng)
    for number, table in enumerate(steps, start=1):
        moment = at + timedelta(seconds=number * scribe.rng.randint(5, 90))
        if moment < LAST_ACT:
            _VISITS[table](life, member, moment, scribe)


def _steps(rng: Random) -> Sequence[str]:
    """What a visit looks at."""
    steps = ["dashboard"] if rng.random() < _LOOKS_AT["dashboard"] else []
    steps += ["build_log"] * rng.choice((0, 1, 1, 2))
    steps += ["insights"] if rng.random() < _LOOKS_AT["insights"] else []
    return [*steps, "docs"] if rng.random() < _LOOKS_AT["docs"] else steps


def _look_at_dashboard(_life: Life, member: Member, at: datetime, scribe: Scribe) -> None:
    dashboard_impression(scribe.tracker, at, member.user.key, member.browser)


def _look_at_build_log(life: Life, member: Member, at: datetime, scribe: Scribe) -> None:
    repo = scribe.rng.choice(life.repos)
    values: dict[str, Value] = {
        "repo": repo.full_name(at),
        "view": "build",
        "browser": member.browser.name,
    }
    scribe.click(
        "build_log_impression",
        at,
        member,
        values,
        known("repo", life.org.org_id),
        cases=(Case.ONLY_REPO,),
    )


def _look_at_insights(life: Life, member: Member, at: datetime, scribe: Scribe) -> None:
    """The page knows its org; where it does not, the last group call must do."""
    forgot = scribe.chance(0.1)
    group = scribe.rng.choice(NOT_IDS) if forgot else str(life.org.org_id)
    reference = LAST_CALL if forgot else known("group", life.org.org_id)
    case = Case.GROUP_OF_LAST_CALL if forgot else Case.GROUP_OF_EVENT
    values: dict[str, Value] = {"view": "insights", "context_group_id": group}
    scribe.click("insights_impression", at, member, values, reference, cases=(case,))


def _look_at_docs(_life: Life, member: Member, at: datetime, scribe: Scribe) -> None:
    values: dict[str, Value] = {"view": "docs", "context_group_id": None}
    case = (Case.GROUP_OF_LAST_CALL,)
    scribe.click("docs_impression", at, member, values, LAST_CALL, cases=case)


_VISITS = {
    "dashboard": _look_at_dashboard,
    "build_log": _look_at_build_log,
    "insights": _look_at_insights,
    "docs": _look_at_docs,
}
