"""Say what is true of every raw row and event, from what the generator intended.

Nothing is looked up here by name or by time: each reference says which org it means, each browser
whose it is. Only two things depend on which rows arrived, and are taken from the generator's own
list of them: whether a browser was ever linked to its owner, and a user's last `group` call.
The rules that a model follows are in `rules`; a test compares the two.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from org_funnels.demo.cases import Case
from org_funnels.demo.events import Call, Event, RawRow, Reference, Value
from org_funnels.demo.people import Signup
from org_funnels.demo.tables import GROUPS, IDENTIFIES
from org_funnels.demo.world import Calls, Org, User, World

Row = Sequence[Value]


class EventTruth(NamedTuple):
    """What `fct_events` must say about an event; the fields are the columns of events.csv."""

    event_id: str
    event_name: str
    source_table: str
    occurred_at: datetime
    org_id: str | None
    org_matched_by: str | None
    org_unmatched_reason: str | None
    user_id: str | None
    visitor_id: str | None
    user_unmatched_reason: str | None
    anonymous_id: str | None
    is_internal: bool


class OrgConflict(NamedTuple):
    """An event whose values mean different orgs; the first wins."""

    event_id: str
    org_id: int
    other_org_id: int
    other_by: str


class LostSignup(NamedTuple):
    """A user of production whose account-created event is missing, by the raw user id."""

    user_id: int
    created_date: date
    cause: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """What reached the warehouse, and what the generator knows beside it."""

    world: World
    rows: Sequence[RawRow]
    calls: Sequence[Call]
    merged: Mapping[str, str]

    def person(self, user: str | None) -> str | None:
        """The user whom an id stands for after every alias."""
        while user is not None and user in self.merged:
            user = self.merged[user]
        return user


def event_truths(arrived: Arrived) -> Iterator[EventTruth]:
    """The truth of every event that happened and arrived."""
    linked = _linked_browsers(arrived)
    calls = _group_calls(arrived)
    for row in arrived.rows:
        if row.disposition == "event":
            yield _truth_of(row, arrived, linked, calls)


def org_conflicts(rows: Iterable[RawRow]) -> Iterator[OrgConflict]:
    """The events with an id of one org and the name of another."""
    for row in rows:
        if row.disposition != "event":
            continue
        found = [item for item in row.event.references if item.org_id is not None]
        first = found[0].org_id if found else None
        for other in found[1:]:
            if first is not None and other.org_id is not None and other.org_id != first:
                yield OrgConflict(row.event.event_id, first, other.org_id, other.by)


def lost_signups(arrived: Arrived, signups: Iterable[Signup]) -> Iterator[LostSignup]:
    """The customers whose signup has no event, and why."""
    causes = {signup.user.user_id: signup.lost for signup in signups}
    seen = {
        row.event.sent_user
        for row in arrived.rows
        if row.disposition == "event" and row.event.raw.name == "account_created"
    }
    for user in arrived.world.customers():
        if user.key not in seen:
            cause = causes.get(user.user_id) or Case.SIGNUP_NOT_LOADED_YET
            yield LostSignup(user.user_id, user.created_at.date(), cause.value)


def raw_row_line(row: RawRow) -> Row:
    """The line of raw_rows.csv about a row."""
    event_id = row.event.event_id if row.id == row.event.event_id else None
    loaded_date = row.loaded_at.date().isoformat()
    return (
        row.event.raw.source_table,
        loaded_date,
        event_id,
        row.disposition,
        row.reason,
    )


def case_lines(rows: Iterable[RawRow]) -> Iterator[Row]:
    """The lines of cases.csv: which rows were planted for what."""
    for row in rows:
        for case in row.cases:
            yield (case.value, row.event.raw.source_table, row.event.event_id, row.disposition)


def planted_cases(arrived: Arrived, signups: Iterable[Signup]) -> Counter[Case]:
    """How often each case is there: in raw rows, or among the signups that have none."""
    counts = Counter(case for row in arrived.rows for case in row.cases)
    counts.update(Case(lost.cause) for lost in lost_signups(arrived, signups))
    counts.update(signup.lost for signup in signups if signup.lost is Case.SIGNUP_OF_STAFF_LOST)
    return counts


def _linked_browsers(arrived: Arrived) -> set[str]:
    """The anonymous ids that some call or event ties to a user."""
    linked = {
        call.anonymous_id
        for call in arrived.calls
        if call.raw is IDENTIFIES and call.anonymous_id and call.user_id
    }
    for row in arrived.rows:
        event = row.event
        if row.disposition == "event" and event.browser and event.sent_user:
            linked.add(event.browser.anonymous_id)
    return linked


def _group_calls(arrived: Arrived) -> Calls:
    """The group calls that arrived, by the person who made them."""
    calls = Calls()
    for call in arrived.calls:
        user = arrived.person(call.user_id)
        if call.raw is GROUPS and user is not None:
            calls.add(user, call.timestamp, str(call.values["group_id"]))
    return calls


def _truth_of(row: RawRow, arrived: Arrived, linked: set[str], calls: Calls) -> EventTruth:
    event = row.event
    user_id, user_reason = _user_of(event, arrived, linked)
    anonymous_id = event.browser.anonymous_id if event.browser else None
    org, matched_by, org_reason = _org_of(row, user_id, arrived.world, calls)
    user = arrived.world.user_of(user_id)
    return EventTruth(
        event_id=event.event_id,
        event_name=event.raw.event_name(row.values) or "",
        source_table=event.raw.source_table,
        occurred_at=row.occurred_at,
        org_id=str(org.org_id) if org else None,
        org_matched_by=matched_by,
        org_unmatched_reason=org_reason,
        user_id=user_id,
        visitor_id=_visitor(user_id, anonymous_id),
        user_unmatched_reason=user_reason,
        anonymous_id=anonymous_id,
        is_internal=_is_internal(org, user),
    )


def _user_of(event: Event, arrived: Arrived, linked: set[str]) -> tuple[str | None, str | None]:
    """Whose event it is, or why nobody's."""
    user = event.belongs_to or arrived.person(event.sent_user)
    browser = event.browser
    if user is None and browser and browser.anonymous_id in linked:
        user = browser.owner
    if user is not None:
        return user, None if arrived.world.user_of(user) else "unknown_user"
    if browser is None:
        return None, "no_id"
    return None, "shared_device" if browser.is_kiosk else "anonymous"


def _org_of(
    row: RawRow, user_id: str | None, world: World, calls: Calls
) -> tuple[Org | None, str | None, str | None]:
    """The first org that is meant, and by what; else the first reason why none is."""
    reasons: list[str] = []
    for reference in row.event.references:
        called = reference.last_call
        meant = _last_call(row, user_id, world, calls) if called else reference
        if meant.org_id is not None:
            return world.orgs[meant.org_id], meant.by, None
        if meant.reason is not None:
            reasons.append(meant.reason)
    return None, None, reasons[0] if reasons else "no_org"


def _last_call(row: RawRow, user_id: str | None, world: World, calls: Calls) -> Reference:
    """The org in which the user last said to work."""
    group = calls.last(user_id, row.occurred_at) if user_id else None
    if group is None:
        return Reference("group")
    if group.isdecimal() and int(group) in world.orgs:
        return Reference("group", org_id=int(group))
    return Reference("group", reason="unknown_id")


def _visitor(user_id: str | None, anonymous_id: str | None) -> str | None:
    if user_id is not None:
        return f"user:{user_id}"
    return f"anonymous:{anonymous_id}" if anonymous_id is not None else None


def _is_internal(org: Org | None, user: User | None) -> bool:
    return bool(org and org.is_internal) or bool(user and user.is_staff)
