"""The times of the demo: where it ends, what changed when, and how exact a time is.

Every time is naive and in UTC. The demo always ends at the same moment, so that what a README or a
test says about "last month" stays true whatever the size.
"""

from datetime import date, datetime, time, timedelta
from enum import Enum

from org_funnels.errors import UserError


def moment(text: str) -> datetime:
    """A time as it is written, without a zone."""
    return datetime.fromisoformat(text)


END = moment("2026-07-01")
"""Nothing is loaded at or after this moment."""

LAST_ACT = END - timedelta(minutes=30)
"""Nobody does anything from here on, so that the last sync of production knows everything."""

LAST_SYNC = END - timedelta(minutes=15)
"""The last copy of the production database."""

LAST_SNAPSHOT = END - timedelta(minutes=10)
"""The last run of `dbt snapshot`: a next one finds nothing new."""

FEWEST_DAYS = 20
"""A shorter demo would begin after the days on which signups are lost."""

SECOND_CLIENT = moment("2026-04-15")
"""From here on `update_plan_clicked` stands for `click_plan_update` (by received_at)."""

THIRD_CLIENT = moment("2026-05-15")
"""From here on `plan_update_clicked` and `plan_upgraded` stand for the tables before them."""

SAFARI_RELEASE = date(2026, 6, 16)
"""That day's Safari drops requests that are still open when the page is left."""

TRACKER_FIXED = date(2026, 6, 20)
"""From this day on the tracker sends before it leaves the page."""

LOADER_DOWN = (moment("2026-06-10 02:00"), moment("2026-06-10 08:00"))
"""The loader stood still: what it should have loaded meanwhile came in the batch after."""


class Precision(Enum):
    """How exact the times of a raw table are."""

    SECONDS = 1_000_000
    MILLISECONDS = 1_000
    MICROSECONDS = 1

    def cut(self, at: datetime) -> datetime:
        """The time as a table of this precision stores it."""
        left_over = at.microsecond % self.value
        return at - timedelta(microseconds=left_over) if left_over else at


def first_day(days: int) -> datetime:
    """The midnight with which a demo of so many days begins."""
    if days < FEWEST_DAYS:
        message = (
            f"The demo was asked for {days} days, and needs {FEWEST_DAYS} or more: signups are "
            f"lost from {SAFARI_RELEASE} on, and it ends on {END.date()}.\n"
            f"Name {FEWEST_DAYS} or more with --days."
        )
        raise UserError(message)
    return END - timedelta(days=days)


def whole_second(at: datetime) -> datetime:
    """The time as the production database stores it."""
    return at.replace(microsecond=0)


def tracker_is_broken(day: date) -> bool:
    """Whether signups made with the newest Safari are lost on that day."""
    return SAFARI_RELEASE <= day < TRACKER_FIXED


def batch_after(received_at: datetime, offset_seconds: int) -> datetime:
    """The load time of a row: hourly, five minutes past, each table a little later than the last.

    All tables cut at the full hour, so what was received earlier is never loaded without what was
    received before it.
    """
    cut = received_at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    down_from, down_until = LOADER_DOWN
    if down_from <= cut < down_until:
        cut = down_until
    return cut + timedelta(minutes=5, seconds=offset_seconds)


def night_after(at: datetime) -> datetime:
    """The next nightly `dbt snapshot`, at two o'clock."""
    tonight = datetime.combine(at.date(), time(2))
    return tonight if at < tonight else tonight + timedelta(days=1)


def snapshot_after(changed_at: datetime) -> datetime:
    """The `dbt snapshot` that saw what changed in production at that moment: after its sync."""
    return min(night_after(sync_after(changed_at)), LAST_SNAPSHOT)


def sync_after(changed_at: datetime) -> datetime:
    """The sync that copied what changed in production at that moment: every six hours."""
    start = changed_at.replace(hour=changed_at.hour // 6 * 6, minute=0, second=0, microsecond=0)
    return min(start + timedelta(hours=6, minutes=10), LAST_SYNC)
