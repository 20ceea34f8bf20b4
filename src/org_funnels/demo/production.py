"""The rows of the copied production tables, and of the snapshots that dbt took of them.

Production overwrites and deletes. What the nightly snapshots saw of it is all the history there is:
a name that was changed before a night saw it is known to nobody.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import md5
from typing import Protocol, TypeVar

from org_funnels.demo.clock import snapshot_after, sync_after
from org_funnels.demo.events import Value
from org_funnels.demo.tables import (
    INVITATIONS,
    MEMBERSHIPS,
    ORGANIZATIONS,
    ORGANIZATIONS_SNAPSHOT,
    REPOSITORIES,
    SUBSCRIPTION_EVENTS,
    USERS,
    USERS_SNAPSHOT,
    Table,
)
from org_funnels.demo.world import Org, OrgVersion, User, UserVersion, World

Row = Sequence[Value]


class _Version(Protocol):
    @property
    def updated_at(self) -> datetime: ...


V = TypeVar("V", bound=_Version)
T = TypeVar("T", Org, User)


@dataclass(frozen=True, slots=True)
class NameInterval:
    """A name of an org, as far as the snapshots know: [valid_from, valid_to)."""

    org_id: int
    name: str
    valid_from: datetime
    valid_to: datetime | None


def production_rows(world: World) -> dict[Table, list[Row]]:
    """The tables as the last sync left them."""
    return {
        ORGANIZATIONS: [_org_row(org, org.versions[-1]) for org in _present(world.orgs.values())],
        USERS: [_user_row(user, user.versions[-1]) for user in _present(world.users.values())],
        MEMBERSHIPS: list(_membership_rows(world)),
        REPOSITORIES: list(_repo_rows(world)),
        INVITATIONS: list(_invitation_rows(world)),
        SUBSCRIPTION_EVENTS: list(_subscription_rows(world)),
        ORGANIZATIONS_SNAPSHOT: list(_org_snapshot_rows(world)),
        USERS_SNAPSHOT: list(_user_snapshot_rows(world)),
    }


def name_intervals(world: World) -> Iterator[NameInterval]:
    """Who held which name when, one line per row of the snapshot."""
    for org in world.orgs.values():
        for version, valid_to in seen(org.versions, org.deleted_at):
            yield NameInterval(org.org_id, version.name, version.updated_at, valid_to)


def seen(versions: Sequence[V], deleted_at: datetime | None) -> Iterator[tuple[V, datetime | None]]:
    """The versions that a snapshot saw, each with its dbt_valid_to.

    A version that was overwritten before the snapshot after it ran was never seen. dbt ends a
    version when the next begins, and a deleted one when it finds it gone.
    """
    kept = [
        version
        for version, following in zip(versions, [*versions[1:], None], strict=True)
        if following is None
        or snapshot_after(version.updated_at) < snapshot_after(following.updated_at)
    ]
    ends = [version.updated_at for version in kept[1:]]
    last = snapshot_after(deleted_at) if deleted_at else None
    return zip(kept, [*ends, last], strict=True)


def _present(things: Iterable[T]) -> Iterator[T]:
    return (thing for thing in things if thing.deleted_at is None)


def _org_row(org: Org, version: OrgVersion) -> Row:
    updated_at = version.updated_at
    return (
        org.org_id,
        version.name,
        version.country,
        org.is_internal,
        org.created_at,
        updated_at,
        sync_after(updated_at),
    )


def _user_row(user: User, version: UserVersion) -> Row:
    updated_at = version.updated_at
    return (
        user.user_id,
        version.email,
        user.browser,
        user.is_internal,
        user.is_test,
        user.created_at,
        updated_at,
        sync_after(updated_at),
    )


def _membership_rows(world: World) -> Iterator[Row]:
    for number, membership in enumerate(world.memberships, start=60001):
        if membership.org.deleted_at or membership.user.deleted_at:
            continue
        yield (
            number,
            membership.user.user_id,
            membership.org.org_id,
            membership.role,
            membership.joined_at,
            membership.left_at,
            sync_after(membership.left_at or membership.joined_at),
        )


def _repo_rows(world: World) -> Iterator[Row]:
    """Owners are written as they are called now, as in every product that renames them."""
    for repo in world.repos:
        if repo.org.deleted_at:
            continue
        yield (
            repo.repo_id,
            repo.org.org_id,
            f"{repo.org.name}/{repo.name}",
            repo.language,
            repo.created_at,
            repo.connected_at,
            repo.deleted_at,
            sync_after(repo.deleted_at or repo.connected_at or repo.created_at),
        )


def _invitation_rows(world: World) -> Iterator[Row]:
    for invitation in world.invitations:
        yield (
            invitation.invitation_id,
            invitation.org.org_id,
            invitation.invited_by.user_id,
            invitation.created_at,
            sync_after(invitation.created_at),
        )


def _subscription_rows(world: World) -> Iterator[Row]:
    for change in world.changes:
        yield (
            change.change_id,
            change.org.org_id,
            change.kind,
            change.from_tier,
            change.to_tier,
            change.seats,
            _dollars(change.mrr_before),
            _dollars(change.mrr_after),
            change.changed_at,
            sync_after(change.changed_at),
        )


def _dollars(amount: int) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"))


def _org_snapshot_rows(world: World) -> Iterator[Row]:
    for org in world.orgs.values():
        for version, valid_to in seen(org.versions, org.deleted_at):
            yield (*_org_row(org, version), *_dbt_columns(org.org_id, version, valid_to))


def _user_snapshot_rows(world: World) -> Iterator[Row]:
    for user in world.users.values():
        for version, valid_to in seen(user.versions, user.deleted_at):
            user_id, _email, *others = _user_row(user, version)
            yield (user_id, *others, *_dbt_columns(user.user_id, version, valid_to))


def _dbt_columns(row_id: int, version: _Version, valid_to: datetime | None) -> Row:
    """What the timestamp strategy of dbt 1.11 writes, in text that both engines form alike."""
    updated_at = version.updated_at
    scd_id = md5(
        f"{row_id}|{updated_at:%Y-%m-%d %H:%M:%S}".encode(), usedforsecurity=False
    ).hexdigest()
    return (scd_id, updated_at, updated_at, valid_to)
