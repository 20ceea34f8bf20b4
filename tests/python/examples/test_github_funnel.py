"""The example's funnel against a count in plain Python over the files."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.python.examples.conftest import GithubData, GithubProject

pytestmark = pytest.mark.xdist_group("github")

STEPS = ("commits_pushed", "pull_request_opened", "pull_request_merged")
WINDOW = timedelta(hours=4)


def test_funnel_counts_are_those_of_a_plain_count(
    github: GithubProject, github_data: GithubData
) -> None:
    attempts = list(_attempts(github_data))
    as_of = max(_time(row["uuid_ts"]) for rows in github_data.raw.values() for row in rows)

    found = {
        (period, start, step): (entities, mature)
        for period, start, step, entities, mature in github.mart(
            "cohort_period, cohort_start, step_number, entity_count, mature_entity_count",
            "funnel_conversion",
            "funnel = 'push_to_merge' and segment = 'all' and cohort_period in ('all', 'day')",
        )
    }

    days = sorted({entered.date() for _, entered, _ in attempts})
    expected = {
        (period, day, step): (
            _orgs(attempts, step, day),
            _orgs(attempts, step, day, entered_by=as_of - WINDOW),
        )
        for period, day in [("all", None), *(("day", day) for day in days)]
        for step in (1, 2, 3)
    }
    assert found == expected
    assert [found["all", None, step][0] for step in (1, 2, 3)] == [1085, 57, 22]
    assert len(days) == 4


def _attempts(data: GithubData) -> Iterable[tuple[str, datetime, int]]:
    """The org, the time and the reached steps of each push that an org made."""
    times: dict[str, dict[str, list[datetime]]] = {step: defaultdict(list) for step in STEPS}
    for step in STEPS:
        for row in data.raw[step]:
            if org := data.orgs[row["id"]]:
                times[step][org].append(_time(row["timestamp"]))
    pushes, *later = (times[step] for step in STEPS)
    for org, moments in pushes.items():
        for entered in moments:
            reached, reached_at = 1, entered
            for candidates in later:
                next_at = min((at for at in candidates[org] if at >= reached_at), default=None)
                if next_at is None or next_at > entered + WINDOW:
                    break
                reached, reached_at = reached + 1, next_at
            yield org, entered, reached


def _orgs(
    attempts: Iterable[tuple[str, datetime, int]],
    step: int,
    day: date | None,
    entered_by: datetime | None = None,
) -> int:
    """Orgs with an attempt that began on that day, and by that time, and got so far."""
    return len(
        {
            org
            for org, entered, reached in attempts
            if reached >= step
            and day in {None, entered.date()}
            and (entered_by is None or entered <= entered_by)
        }
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
