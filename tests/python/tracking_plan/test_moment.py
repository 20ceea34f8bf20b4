"""The ends of the time in which a raw table counts."""

from datetime import datetime

import pytest

from org_funnels.tracking_plan.moment import moment_of, overlap, text_of_moment


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01 12:30:00", "2026-03-01 12:30:00"),
        ("2026-03-01T01:00:00+02:00", "2026-02-28 23:00:00"),
        ("2026-03-01T00:00:00Z", "2026-03-01"),
    ],
)
def test_a_moment_is_utc(written: str, text: str) -> None:
    assert text_of_moment(moment_of(written)) == text


def day(number: int) -> datetime:
    return datetime(2026, 3, number)  # noqa: DTZ001  (moments are UTC without a zone)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((None, day(2)), (day(2), None), False),
        ((None, day(3)), (day(2), None), True),
        ((None, None), (None, None), True),
        ((day(1), day(2)), (day(3), day(4)), False),
        ((day(1), day(4)), (day(2), day(3)), True),
    ],
)
def test_ranges_overlap_when_they_share_a_moment(
    first: tuple[datetime | None, datetime | None],
    second: tuple[datetime | None, datetime | None],
    *,
    expected: bool,
) -> None:
    assert overlap(first, second) is expected
    assert overlap(second, first) is expected
