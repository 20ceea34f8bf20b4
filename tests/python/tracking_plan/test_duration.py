"""Lengths of time as people write them."""

import pytest

from org_funnels.tracking_plan.duration import duration_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("14 days", 1209600),
        ("1 day", 86400),
        ("90 minutes", 5400),
        ("2 weeks", 1209600),
        ("0 hours", 0),
        ("365250 days", 31_557_600_000),
    ],
)
def test_a_number_and_a_unit_are_a_length_of_time(text: str, seconds: int) -> None:
    assert duration_of(text).seconds == seconds


@pytest.mark.parametrize(
    "text", ["14", "days", "-1 days", "1.5 days", "14days", "", 14, None, "1000000000000 days"]
)
def test_anything_else_is_none(text: object) -> None:
    with pytest.raises(ValueError, match=r"is no length of time\. Write a number and a unit"):
        duration_of(text)


@pytest.mark.parametrize("text", ["365251 days", "999999999999 seconds"])
def test_a_time_that_no_database_could_add_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is more than 1,000 years\. Make it shorter\."):
        duration_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 weeks", {"count": 14, "period": "day"}),
        ("36 hours", {"count": 36, "period": "hour"}),
        ("90 minutes", {"count": 90, "period": "minute"}),
        ("90 seconds", {"count": 2, "period": "minute"}),
    ],
)
def test_freshness_is_in_a_unit_that_dbt_knows(text: str, expected: dict[str, object]) -> None:
    assert duration_of(text).freshness == expected


@pytest.mark.parametrize(("text", "shown"), [("1 days", "1 day"), (" 14  day ", "14 days")])
def test_a_duration_is_shown_as_people_write_it(text: str, shown: str) -> None:
    assert duration_of(text).text == shown
    assert duration_of(shown) == duration_of(text)
