"""What there is in the simulated company: orgs, users, repositories, subscriptions.

This is the state of the production database with its whole history. How it changes is told in
`people`, `orgs` and `stories`; how it is written, in `production`.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Role = Literal["admin", "engineer", "finance"]
Kind = Literal["started", "upgraded", "downgraded", "churned"]

TIERS = ("free", "team", "business", "enterprise")
SEAT_PRICE = {"free": 0, "team": 15, "business": 25, "enterprise": 40}


@dataclass(frozen=True, slots=True)
class OrgVersion:
    """The row of an org in production between two updates."""

    updated_at: datetime
    name: str
    country: str


@dataclass(slots=True)
class Org:
    """A customer organisation, as production remembers it."""

    org_id: int
    created_at: datetime
    versions: list[OrgVersion]
    is_internal: bool = False
    deleted_at: datetime | None = None

    @property
    def name(self) -> str:
        """The name that it has now."""
        return self.versions[-1].name

    def name_at(self, moment: datetime) -> str:
        """The name that it had then, its first one before it was created."""
        held = [version.name for version in self.versions if version.updated_at <= moment]
        return held[-1] if held else self.versions[0].name

    def change(
        self, moment: datetime, *, name: str | None = None, country: str | None = None
    ) -> None:
        """Overwrite the row in production, as the product does when a setting is saved."""
        last = self.versions[-1]
        self.versions.append(OrgVersion(moment, name or last.name, country or last.country))


@dataclass(frozen=True, slots=True)
class UserVersion:
    """The row of a user in production between two updates."""

    updated_at: datetime
    email: str


@dataclass(slots=True)
class User:
    """A person with an account. `browser` is the one with which it was made."""

    user_id: int
    created_at: datetime
    browser: str
    versions: list[UserVersion]
    is_internal: bool = False
    is_test: bool = False
    deleted_at: datetime | None = None

    @property
    def key(self) -> str:
        """The id as trackers send it."""
        return str(self.user_id)

    @property
    def is_staff(self) -> bool:
        """Whether what this user does says nothing about customers."""
        return self.is_internal or self.is_test


@dataclass(slots=True)
class Membership:
    """A user's part in an org."""

    user: User
    org: Org
    role: Role
    joined_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation to an org, by a member of it."""

    invitation_id: int
    org: Org
    invited_by: User
    created_at: datetime


@dataclass(slots=True)
class Repo:
    """A repository that an org picked; `name` is without its owner.

    It is connected once its hook is installed.
    """

    repo_id: int
    org: Org
    name: str
    language: str
    created_at: datetime
    deleted_at: datetime | None = None
    connected_at: datetime | None = None

    def full_name(self, moment: datetime) -> str:
        """`owner/name` as it was written then."""
        return f"{self.org.name_at(moment)}/{self.name}"


@dataclass(frozen=True, slots=True)
class SubscriptionChange:
    """A row of production's record of what orgs pay."""

    change_id: int
    org: Org
    kind: Kind
    from_tier: str
    to_tier: str
    seats: int
    changed_at: datetime

    @property
    def mrr_before(self) -> int:
        """Dollars a month before the change."""
        return self.seats * SEAT_PRICE[self.from_tier]

    @property
    def mrr_after(self) -> int:
        """Dollars a month from the change on."""
        return self.seats * SEAT_PRICE[self.to_tier]


@dataclass(slots=True)
class World:
    """Everything that the production database holds or once held."""

    orgs: dict[int, Org] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)
    repos: list[Repo] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    changes: list[SubscriptionChange] = field(default_factory=list)

    def add_org(self, org: Org) -> Org:
        """Keep an org under its id."""
        if org.org_id in self.orgs:
            message = f"Two orgs of the demo have the id {org.org_id}."
            raise ValueError(message)
        self.orgs[org.org_id] = org
        return org

    def add_user(self, user: User) -> User:
        """Keep a user under its id."""
        if user.user_id in self.users:
            message = f"Two users of the demo have the id {user.user_id}."
            raise ValueError(message)
        self.users[user.user_id] = user
        return user

    def join(self, user: User, org: Org, role: Role, moment: datetime) -> Membership:
        """Make a user a member of an org."""
        membership = Membership(user, org, role, moment)
        self.memberships.append(membership)
        return membership

    def invite(self, user: User, org: Org, moment: datetime) -> Invitation:
        """Record that a user invites somebody to an org."""
        invitation = Invitation(80001 + len(self.invitations), org, user, moment)
        self.invitations.append(invitation)
        return invitation

    def pick_repo(self, org: Org, name: str, language: str, moment: datetime) -> Repo:
        """Give an org a repository."""
        repo = Repo(70001 + len(self.repos), org, name, language, moment)
        self.repos.append(repo)
        return repo

    def change_subscription(
        self, org: Org, kind: Kind, from_tier: str, to_tier: str, *, seats: int, at: datetime
    ) -> SubscriptionChange:
        """Record what an org pays from now on."""
        change = SubscriptionChange(
            90001 + len(self.changes), org, kind, from_tier, to_tier, seats, at
        )
        self.changes.append(change)
        return change

    def user_of(self, key: str | None) -> User | None:
        """The user whom production knows under an id that a tracker sent."""
        return self.users.get(int(key)) if key is not None and key.isdecimal() else None

    def customers(self) -> Iterator[User]:
        """The users who are neither staff nor tests."""
        return (user for user in self.users.values() if not user.is_staff)


@dataclass(slots=True)
class Calls:
    """The `group` calls of each user: in which org they said they work, and when."""

    moments: dict[str, list[datetime]] = field(default_factory=dict)
    orgs: dict[str, list[str]] = field(default_factory=dict)

    def add(self, user: str, moment: datetime, group: str) -> None:
        """Remember a call in the order of its time."""
        moments = self.moments.setdefault(user, [])
        position = bisect_right(moments, moment)
        moments.insert(position, moment)
        self.orgs.setdefault(user, []).insert(position, group)

    def last(self, user: str, moment: datetime) -> str | None:
        """The group of the last call at or before a moment."""
        position = bisect_right(self.moments.get(user, []), moment)
        return self.orgs[user][position - 1] if position else None
