"""Stories about rows on their way: sent twice, late, in the future, without id or time."""

from datetime import datetime, timedelta

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import moment
from org_funnels.demo.events import NOT_IDS, RawRow, Reference, known
from org_funnels.demo.stories.stage import AT_ONCE, Stage
from org_funnels.demo.tracker import Delivery, load_time

_ORG = 1001


def tell(stage: Stage) -> None:
    """All stories of this theme; they need the customers' stories told first."""
    _sent_twice(stage)
    _sent_again_after_rejection(stage)
    _wrong_clocks(stage)
    _future(stage)
    _without_id(stage)
    _without_times(stage)
    _words_for_numbers(stage)


def _build(stage: Stage, at: str, case: Case, delivery: Delivery = AT_ONCE) -> RawRow:
    """A build of ledgerline, which many stories need one of."""
    return stage.event(
        "build_started",
        at,
        *_means(),
        case=case,
        by=stage.people[50001],
        delivery=delivery,
        org="ledgerline",
        repo="ledgerline/api",
        branch="main",
    )


def _visit(stage: Stage, at: str, case: Case, delivery: Delivery = AT_ONCE) -> RawRow:
    """A visit of ledgerline's founder to the dashboard."""
    return stage.event(
        "dashboard_impression",
        at,
        case=case,
        by=stage.people[50001],
        delivery=delivery,
        view="dashboard",
        browser_="chrome",
    )


def _means() -> tuple[Reference, Reference]:
    return known("name", _ORG), known("repo", _ORG)


def _received(row: RawRow, after: timedelta) -> dict[str, datetime]:
    """When a row comes that is sent again so much later."""
    received_at = row.timestamp_or_raise() + after
    return {"received_at": received_at, "uuid_ts": load_time(row.event.raw, received_at)}


def _sent_twice(stage: Stage) -> None:
    """Once more at once, seconds later, days later, twice; and first received, last loaded."""
    for hour, case, after in (
        (9, Case.DUPLICATE_IDENTICAL, None),
        (10, Case.DUPLICATE_SECONDS_LATER, timedelta(seconds=7)),
        (11, Case.DUPLICATE_DAYS_LATER, timedelta(days=3)),
    ):
        row = _build(stage, f"2026-06-15 {hour:02d}:00:00", case)
        stage.again(row, case, **(_received(row, after) if after else {}))
        stage.again(row, case, **(_received(row, 2 * after) if after else {}))
    row = _build(stage, "2026-06-15 12:30:00", Case.DUPLICATE_LOADED_FIRST)
    row.uuid_ts = moment("2026-06-16 01:05")
    stage.again(row, Case.DUPLICATE_LOADED_FIRST, **_received(row, timedelta(minutes=10)))


def _sent_again_after_rejection(stage: Stage) -> None:
    """A row from the future, and the same message with its time put right: the second counts."""
    row = _visit(stage, "2026-06-16 09:00:00", Case.DUPLICATE_OF_REJECTED)
    right = row.timestamp_or_raise()
    row.disposition, row.reason = "rejected", "future_time"
    row.timestamp = right + timedelta(days=30)
    again = stage.again(row, Case.DUPLICATE_OF_REJECTED, timestamp=right, reason=None)
    again.disposition = "event"
    again.received_at = right + timedelta(minutes=1)


def _wrong_clocks(stage: Stage) -> None:
    """Clocks days off in both directions: `timestamp` is right, the client's own times are not."""
    for hour, skew in ((9, timedelta(days=3)), (10, timedelta(days=-40)), (11, timedelta(hours=2))):
        at = f"2026-06-17 {hour:02d}:00:00"
        _visit(stage, at, Case.CLOCK_SKEW, Delivery(skew=skew))
    _visit(stage, "2026-06-17 12:00:00", Case.LATE, Delivery(lag=timedelta(days=5)))


def _future(stage: Stage) -> None:
    """More than a day after it was received is never; a day exactly may be."""
    day = timedelta(days=1)
    for hour, ahead, case in (
        (9, day, Case.ALMOST_FUTURE_TIME),
        (10, day + timedelta(milliseconds=1), Case.FUTURE_TIME),
        (11, timedelta(days=4000), Case.FUTURE_TIME),
    ):
        row = _visit(stage, f"2026-06-18 {hour:02d}:00:00", case)
        row.timestamp = row.timestamp_or_raise() + ahead
        if ahead > day:
            row.disposition, row.reason = "rejected", "future_time"
    row = _visit(stage, "2026-06-18 12:00:00", Case.FUTURE_TIME_BY_LOAD_TIME)
    row.received_at = None
    row.timestamp = row.loaded_at + day + timedelta(seconds=1)
    row.disposition, row.reason = "rejected", "future_time"


def _without_id(stage: Stage) -> None:
    """No id is no event, whatever stands in its place; the same row twice is rejected twice."""
    for number, word in enumerate((None, *NOT_IDS)):
        row = _visit(stage, f"2026-06-19 09:0{number}:00", Case.NO_ID)
        row.id = word
        row.disposition, row.reason = "rejected", "no_id"
        if number == 0:
            stage.again(row, Case.NO_ID)


def _without_times(stage: Stage) -> None:
    """Fewer and fewer times, down to when the row was loaded."""
    kept = Delivery(lag=timedelta(hours=2))
    row = _visit(stage, "2026-06-22 09:00:00", Case.NO_TIMESTAMP, kept)
    row.timestamp = None
    row = _visit(stage, "2026-06-22 10:00:00", Case.ONLY_SENT_AT)
    row.timestamp = row.original_timestamp = None
    row = _visit(stage, "2026-06-22 11:00:00", Case.NO_CLIENT_TIME)
    row.timestamp = row.original_timestamp = row.sent_at = None
    row = _visit(stage, "2026-06-22 12:00:00", Case.ONLY_LOAD_TIME)
    row.timestamp = row.original_timestamp = row.sent_at = row.received_at = None
    row = _visit(stage, "2026-06-22 12:30:00", Case.NO_RECEIVED_AT)
    row.received_at = None
    row = _visit(stage, "2026-06-22 13:00:00", Case.NO_LOAD_TIME)
    row.uuid_ts = None


def _words_for_numbers(stage: Stage) -> None:
    """A build that was killed lasted `n/a`."""
    stage.event(
        "build_failed",
        "2026-06-22 14:00:00",
        known("id", _ORG),
        known("name", _ORG),
        case=Case.VALUE_NOT_A_NUMBER,
        by=stage.people[50001],
        org_id="1001",
        org_name="ledgerline",
        repo="ledgerline/api",
        duration_ms="n/a",
    )
