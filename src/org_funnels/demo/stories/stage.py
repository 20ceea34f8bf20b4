"""The stage on which the stories are told: short words for orgs, users, events and their faults."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from org_funnels.demo.aliases import ALIASES
from org_funnels.demo.cases import Case
from org_funnels.demo.chance import stream
from org_funnels.demo.clock import moment
from org_funnels.demo.consequences import CHECK_OF_KIND
from org_funnels.demo.events import (
    Browser,
    Call,
    Event,
    RawRow,
    Reference,
    Value,
    known,
)
from org_funnels.demo.people import Signup
from org_funnels.demo.tables import EVENT_TABLES
from org_funnels.demo.tracker import PROMPT, Delivery, Tracker, deliver
from org_funnels.demo.world import Kind, Org, OrgVersion, Role, User, UserVersion, World

AT_ONCE = Delivery(network=timedelta(0))
"""For an event that must have happened at one exact moment."""

_AGENT = "Mozilla/5.0 (X11; Linux x86_64) Chrome/148.0 Safari/537.36"


@dataclass(frozen=True, slots=True)
class Person:
    """A user with the browser on which they signed up."""

    user: User
    browser: Browser

    @property
    def key(self) -> str:
        """The user id as trackers send it."""
        return self.user.key


@dataclass(slots=True)
class Stage:
    """Where stories put what happens. Rows made here are spared from everyday faults."""

    world: World
    rows: list[RawRow] = field(default_factory=list)
    signups: list[Signup] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    tracker: Tracker = field(default_factory=lambda: Tracker(stream(0, "stories")))
    _told: Counter[str] = field(default_factory=Counter)

    @property
    def calls(self) -> list[Call]:
        """The identify, group and alias calls of the stories."""
        return self.tracker.calls

    def event(
        self,
        table: str,
        at: str,
        *references: Reference,
        case: Case | None = None,
        by: Person | None = None,
        user: str | None = None,
        browser: Browser | None = None,
        belongs_to: str | None = None,
        delivery: Delivery = PROMPT,
        **values: Value,
    ) -> RawRow:
        """Something that happened, under an id that says in which story.

        A person does it with their own id, and on their own browser where it is one of the web's.
        """
        raw = EVENT_TABLES[table]
        if by is not None:
            user = user or by.key
            browser = (browser or by.browser) if raw.source == "web" else None
        event = Event(raw, self._next_id(case), moment(at), references, user, browser, belongs_to)
        every: dict[str, Value] = {column.name: None for column in raw.own}
        row = deliver(event, {**every, **_by_column(values)}, delivery)
        if case:
            row.show(case)
        self.rows.append(row)
        return row

    def again(self, row: RawRow, case: Case, **changes: object) -> RawRow:
        """The same message once more, with what is different about it."""
        copy = replace(row, cases=(case,), **changes)  # type: ignore[arg-type]
        if copy.disposition == "event":
            copy.disposition = "duplicate"
        self.rows.append(copy)
        return copy

    def person(
        self,
        user_id: int,
        created: str,
        *,
        is_internal: bool = False,
        is_test: bool = False,
        lost: Case | None = None,
    ) -> Person:
        """Somebody who visits, signs up, and is seen doing so unless the signup is lost."""
        created_at = moment(created)
        browser = new_browser(f"story-browser-{user_id}", owner=str(user_id))
        email = UserVersion(created_at, f"story.{user_id}@example.com")
        user = User(user_id, created_at, "chrome", [email], is_internal, is_test)
        person = Person(self.world.add_user(user), browser)
        self.people[user_id] = person
        self.signups.append(Signup(user, browser, "email", lost=lost))
        self._visit_and_click(person)
        if lost is None:
            self.account_created(person, person.key)
        return person

    def account_created(self, person: Person, user: str | None, case: Case | None = None) -> RawRow:
        """The signup event, and the identify that goes with it."""
        at = person.user.created_at + timedelta(milliseconds=700)
        self.tracker.identify(at, person.key, person.browser.anonymous_id)
        return self.event(
            "account_created",
            str(at),
            case=case,
            user=user,
            browser=person.browser,
            browser_="chrome",
            signup_method="email",
            treatment_hero="bold",
        )

    def _visit_and_click(self, person: Person) -> None:
        created_at = person.user.created_at
        self.event(
            "site_impression",
            str(created_at - timedelta(minutes=4)),
            case=Case.ANONYMOUS_BEFORE_SIGNUP,
            browser=person.browser,
            view="home",
            browser_="chrome",
            treatment_hero="bold",
        )
        self.event(
            "signup_clicked",
            str(created_at - timedelta(seconds=30)),
            browser=person.browser,
            view="home",
            browser_="chrome",
            treatment_hero="bold",
        )

    def org(
        self,
        org_id: int,
        name: str,
        created: str,
        *,
        language: str = "go",
        is_internal: bool = False,
        case: Case | None = None,
    ) -> Org:
        """An org with its founder, who has the org's number among users, and one repository."""
        created_at = moment(created)
        founder = self.person(
            org_id + 49_000, str(created_at - timedelta(minutes=20)), is_internal=is_internal
        )
        version = OrgVersion(created_at, name, "US")
        org = self.world.add_org(Org(org_id, created_at, [version], is_internal))
        self.world.join(founder.user, org, "admin", created_at)
        row = self.event(
            "org_created",
            str(created_at + timedelta(milliseconds=150)),
            known("id", org_id),
            case=case,
            by=founder,
            org_id=org_id,
            org_name=name,
        )
        self.tracker.caused("orgs", org, created_at, row)
        self._add_repo(org, language, case)
        return org

    def founder(self, org: Org) -> Person:
        """Who founded an org of the stories."""
        return self.people[org.org_id + 49_000]

    def _add_repo(self, org: Org, language: str, case: Case | None) -> None:
        """A repository picked with the org, whose hook is installed an hour later."""
        at = org.created_at + timedelta(hours=1)
        repo = self.world.pick_repo(org, "api", language, org.created_at)
        repo.connected_at = at
        row = self.event(
            "repo_added",
            str(at),
            known("id", org.org_id),
            case=case,
            by=self.founder(org),
            org_id=org.org_id,
            repo=repo.full_name(at),
            language=language,
        )
        self.tracker.caused("repos", org, at, row)

    def join(self, person: Person, org: Org, role: Role, at: str) -> None:
        """Somebody becomes a member of an org."""
        self.world.join(person.user, org, role, moment(at))
        self.event(
            "member_joined", at, known("id", org.org_id), by=person, org_id=org.org_id, role=role
        )

    def change_subscription(
        self,
        org: Org,
        kind: Kind,
        from_tier: str,
        to_tier: str,
        *,
        seats: int,
        at: str,
        row: RawRow | None = None,
    ) -> None:
        """What an org pays. Its event is told where its table matters."""
        self.world.change_subscription(org, kind, from_tier, to_tier, seats=seats, at=moment(at))
        self.tracker.caused(CHECK_OF_KIND[kind], org, moment(at), row)

    def alias(self, at: str, previous: str, user: str) -> None:
        """Two user ids turn out to be one person's."""
        self.tracker.alias(moment(at), previous, user)
        self.merged[previous] = user

    def _next_id(self, case: Case | None) -> str:
        story = case.value.replace("_", "-") if case else "setting"
        self._told[story] += 1
        return f"story-{story}-{self._told[story]}"


def new_browser(anonymous_id: str, owner: str | None = None, is_kiosk: bool = False) -> Browser:
    """A browser with a right clock."""
    return Browser(anonymous_id, "chrome", _AGENT, "bold", owner, is_kiosk=is_kiosk)


def reserved_names(orgs: Iterable[Org]) -> set[str]:
    """The names, in lower case, that no everyday org may have beside the stories."""
    held = {version.name.lower() for org in orgs for version in org.versions}
    return held | {alias.org_name.lower() for alias in ALIASES}


def _by_column(values: dict[str, Value]) -> dict[str, Value]:
    """Values by the names of their columns: `browser_` for one that is a word of `event`'s own."""
    return {_COLUMNS.get(name, name): value for name, value in values.items()}


_COLUMNS = {"browser_": "browser", "dashed_org_name": "org-name"}
