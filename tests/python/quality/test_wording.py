from __future__ import annotations

import pytest

from org_funnels.quality.wording import counted, duration, measured, percent


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0.8384, "83.8 %"),
        (0.97, "97 %"),
        (1, "100 %"),
        (0.9999, "over 99.9 %"),
        (0.0001, "under 0.1 %"),
        (0, "0 %"),
    ],
)
def test_a_rate_reads_as_what_it_is(rate: float, text: str) -> None:
    assert percent(rate) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (900, "15 min"),
        (901, "16 min"),
        (24_300, "6 h 45 min"),
        (7_200, "2 h"),
        (85_243, "23 h 41 min"),
        (259_200, "72 h"),
    ],
)
def test_a_duration_is_rounded_up_so_that_it_is_never_too_short(seconds: int, text: str) -> None:
    assert duration(seconds) == text


def test_one_is_counted_in_the_singular() -> None:
    assert counted(1, "row", "rows") == "1 row"
    assert counted(1200, "row", "rows") == "1,200 rows"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"checked_count": 6441, "bad_count": 393}, "393 of 6,441 (6.1 %)"),
        ({"checked_count": 0, "bad_count": 0, "seconds": 556_674}, "silent for 155 h"),
        ({"checked_count": 1, "bad_count": 1}, ""),
        ({"checked_count": None, "bad_count": None}, ""),
        ({"window_date": "2026-11-12"}, ""),
        ({"checked_count": 2, "bad_count": 3}, "3 of 2"),
    ],
)
def test_a_measurement_is_said_in_a_few_words(row: dict[str, int], said: str) -> None:
    assert measured(row) == said
