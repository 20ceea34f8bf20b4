"""What happens in production, and in the snapshots that dbt takes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.python.increments.history import Change
from tests.python.increments.raw_changes import literal_time

from org_funnels.demo.tables import ORGANIZATIONS_SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.python.increments.pool import Pool

_ORGS, _USERS = "snapshots.snap_demo__organizations", "snapshots.snap_demo__users"


@dataclass(frozen=True)
class ProductionChanges:
    """Draws what happens in production at about `now`."""

    random: Random
    pool: Pool
    now: datetime

    def any(self, number: int) -> Change:
        """One change; `number` is new each time."""
        draw: Callable[[int], Change] = self.random.choice(
            [
                *[self._renamed] * 3,
                self._internal_org,
                self._internal_user,
                self._deleted_org,
                self._deleted_user,
                *[self._absent] * 2,
                *[self._present] * 3,
                *[self._membership] * 2,
                self._second_membership,
                *[self._repo] * 4,
                self._subscription,
                self._alias,
                self._synced,
            ]
        )
        return draw(number)

    def held_back(self, number: int) -> Change:
        """A row that production doesn't have yet."""
        return self._absent(number)

    def _renamed(self, number: int) -> Change:
        """A new name, another's, its own in another case, or an old one; now or long ago."""
        org, other = self._org(), self._one("organizations")
        name = self.random.choice(
            [f"renamed-{number}", other["name"], str(org["name"]).upper(), org["name"]]
        )
        at = literal_time(self._moment(number))
        columns = [column.name for column in ORGANIZATIONS_SNAPSHOT.columns]
        values = {
            "name": f"'{name}'",
            "updated_at": at,
            "_synced_at": at,
            "dbt_scd_id": f"'version-{number}'",
            "dbt_updated_at": at,
            "dbt_valid_from": at,
            "dbt_valid_to": "cast(null as timestamp)",
        }
        open_version = f"id = {org['id']} and dbt_valid_to is null and dbt_valid_from < {at}"
        return Change(
            f"org {org['id']} ({org['name']}) is called {name} from {at}",
            (
                f"update {_ORGS} set dbt_valid_to = {at} where {open_version}",
                f"insert into {_ORGS} ({', '.join(columns)}) select "
                f"{', '.join(values.get(column, column) for column in columns)} from {_ORGS} "
                f"where id = {org['id']} and dbt_valid_to = {at}",
                f"update production.organizations set name = '{name}', updated_at = {at} "
                f"where id = {org['id']}",
                f"update production.repositories set name = '{name}/' || split_part(name, '/', 2) "
                f"where organization_id = {org['id']}",
            ),
        )

    def _internal_org(self, _number: int) -> Change:
        org = self._one("organizations")["id"]
        return Change(
            f"org {org} is internal, or no longer",
            tuple(
                f"update {table} set is_internal = not is_internal where id = {org}"
                for table in (_ORGS, "production.organizations")
            ),
        )

    def _internal_user(self, _number: int) -> Change:
        user, column = self._user(), self.random.choice(["is_internal", "is_test"])
        return Change(
            f"user {user} {column}, or no longer",
            tuple(
                f"update {table} set {column} = not {column} where id = {user}"
                for table in (_USERS, "production.users")
            ),
        )

    def _deleted_org(self, number: int) -> Change:
        org, at = self._one("organizations")["id"], literal_time(self._moment(number))
        return Change(
            f"org {org} is deleted at {at}",
            (
                f"update {_ORGS} set dbt_valid_to = {at} "
                f"where id = {org} and dbt_valid_to is null and dbt_valid_from < {at}",
                f"delete from production.organizations where id = {org}",
                f"delete from production.memberships where organization_id = {org}",
                f"delete from production.repositories where organization_id = {org}",
            ),
        )

    def _deleted_user(self, number: int) -> Change:
        user, at = self._user(), literal_time(self._moment(number))
        return Change(
            f"user {user} is deleted at {at}",
            (
                f"update {_USERS} set dbt_valid_to = {at} "
                f"where id = {user} and dbt_valid_to is null and dbt_valid_from < {at}",
                f"delete from production.users where id = {user}",
                f"delete from production.memberships where user_id = {user}",
            ),
        )

    def _absent(self, _number: int) -> Change:
        """A row that is not there at all, in the snapshot neither."""
        table, row = self._row()
        return Change(
            f"{table} {row} is not there",
            tuple(f"delete from {name} where id = {row}" for name in _holders(table)),
        )

    def _present(self, _number: int) -> Change:
        """A row as it was in the beginning, where it is missing."""
        table, row = self._row()
        return Change(
            f"{table} {row} is there",
            tuple(
                f"insert into {name} select * from pool_{name} where id = {row} "
                f"and not exists (select 1 from {name} where id = {row})"
                for name in _holders(table)
            ),
        )

    def _membership(self, number: int) -> Change:
        membership, org = self._one("memberships")["id"], self._one("organizations")["id"]
        at = literal_time(self._moment(number))
        change = self.random.choice(
            [f"left_at = {at}", "left_at = null", f"organization_id = {org}", f"joined_at = {at}"]
        )
        return Change(
            f"membership {membership}: {change}",
            (f"update production.memberships set {change} where id = {membership}",),
        )

    def _second_membership(self, number: int) -> Change:
        membership, org = self._one("memberships"), self._one("organizations")["id"]
        return Change(
            f"user {membership['user_id']} is in org {org} too",
            (
                "insert into production.memberships "
                f"select {900000 + number}, {membership['user_id']}, {org}, role, joined_at, "
                "left_at, _synced_at from pool_production.memberships "
                f"where id = {membership['id']}",
            ),
        )

    def _repo(self, number: int) -> Change:
        repo, other = self._one("repositories"), self._one("repositories")
        org, at = self._one("organizations")["id"], literal_time(self._moment(number))
        name = self.random.choice([other["name"], f"renamed-{number}/repo"])
        change = self.random.choice(
            [
                *[f"name = '{name}'"] * 3,
                f"organization_id = {org}",
                f"deleted_at = {at}",
                "deleted_at = null",
            ]
        )
        return Change(
            f"repo {repo['id']} ({repo['name']}): {change}",
            (f"update production.repositories set {change} where id = {repo['id']}",),
        )

    def _subscription(self, number: int) -> Change:
        change_id, at = self._one("subscription_events")["id"], literal_time(self._moment(number))
        change = self.random.choice(
            [f"changed_at = {at}", "to_tier = 'business'", "mrr_after = mrr_after + 1"]
        )
        return Change(
            f"subscription change {change_id}: {change}",
            (f"update production.subscription_events set {change} where id = {change_id}",),
        )

    def _alias(self, number: int) -> Change:
        """Somebody reviewed a name that no org has, or that another has."""
        org, other = self._one("organizations")["id"], self._one("organizations")["name"]
        name = self.random.choice(["nobody", other, f"reviewed-{number}"])
        return Change(
            f"{name} means org {org}",
            (
                "insert into analytics_staging.demo_org_aliases "
                f"(org_name, org_id, valid_from, valid_to, reason) "
                f"values ('{name}', '{org}', null, null, 'seen')",
            ),
        )

    def _synced(self, _number: int) -> Change:
        """Nothing changes, but production is known further."""
        at = literal_time(self.now)
        return Change(f"synced at {at}", (f"update production.users set _synced_at = {at}",))

    def _one(self, table: str) -> dict[str, Any]:
        return dict(self.random.choice(self.pool.production[table]))

    def _org(self) -> dict[str, Any]:
        """Mostly one with repositories, whose names say its own."""
        found = self._one("repositories")["organization_id"]
        orgs = [org for org in self.pool.production["organizations"] if org["id"] == found]
        return dict(orgs[0]) if orgs and self.random.random() < 0.7 else self._one("organizations")

    def _user(self) -> object:
        """Mostly one with a membership: hundreds sign up and do nothing more."""
        if self.random.random() < 0.7:
            return self._one("memberships")["user_id"]
        return self._one("users")["id"]

    def _row(self) -> tuple[str, object]:
        table = self.random.choice(
            ["organizations", "users", "memberships", "repositories", "subscription_events"]
        )
        return table, self._user() if table == "users" else self._one(table)["id"]

    def _moment(self, number: int) -> datetime:
        """Now, or in the days of the events; never twice the same."""
        days = self.random.choice([0, 0, 5, 10, 20, 40])
        return self.now - timedelta(days=days) + timedelta(seconds=number)


def _holders(table: str) -> tuple[str, ...]:
    snapshot = {"organizations": _ORGS, "users": _USERS}.get(table)
    return (f"production.{table}", *([snapshot] if snapshot else []))
