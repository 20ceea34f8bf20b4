"""The ends of the time in which something counts."""

from datetime import date, datetime

import pytest

from org_funnels.tracking_plan.moment import day_of, moment_of, overlap, text_of_moment


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


def test_a_day_is_a_date() -> None:
    assert day_of("2026-02-28") == date(2026, 2, 28)


@pytest.mark.parametrize(
    "written", ["2026-02-30", "20260301", "2026-3-1", "2026-03-01 12:00", "2026-W01-1", "", None]
)
def test_what_is_no_date_is_no_day(written: object) -> None:
    with pytest.raises(ValueError, match=r"is no date\. Write one as 2026-03-01\."):
        day_of(written)
