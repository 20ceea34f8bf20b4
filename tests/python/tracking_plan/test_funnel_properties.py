"""What a property may be compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.python.tracking_plan.funnel_text import CLICKED

if TYPE_CHECKING:
    from tests.python.tracking_plan.conftest import Project


def test_a_property_of_several_types_may_be_compared_with_any(project: Project) -> None:
    project.write(
        "features/seat.yml",
        "feature: seat\nowner: growth\ndescription: A seat.\nevents:\n  clicked:\n"
        "    description: Clicked.\n"
        "    properties: {num_seats: {type: boolean, description: If any.}}\n"
        "    raw: [{source: web, table: seat_clicked, org: none}]\n",
    )
    project.edit(
        "funnels.yml",
        CLICKED,
        '{name: clicked, any_event: true, where: [{property: num_seats, op: "=", value: few}]}',
    )

    assert project.load().funnels["upgrade"].steps[0].any_event


SEAT = """\
feature: seat
owner: growth
description: A seat.
events:
  clicked:
    description: Clicked.
    properties:
      is_free: {type: boolean, description: It costs nothing.}
      price: {type: number, description: What it costs.}
      note: {type: text, description: Anything.}
    raw: [{source: web, table: seat_clicked, org: none}]
"""


@pytest.mark.parametrize(
    "condition",
    [
        "property: price, op: in, value: [1, 2.5]",
        'property: price, op: contains, value: "9"',
        'property: note, op: ">", value: 3',
        'property: is_free, op: "=", value: true',
    ],
)
def test_a_property_may_be_compared_with_what_it_is(project: Project, condition: str) -> None:
    compare(project, condition)

    assert project.load().funnels["upgrade"].steps[0].event == "seat-clicked"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('property: price, op: in, value: ["1", "2.5"]', '`price` is a number, and "1" is not.'),
        ('property: price, op: "=", value: true', "`price` is a number, and true is not."),
        (
            'property: is_free, op: "=", value: "true"',
            '`is_free` is true or false, and "true" is not.',
        ),
    ],
)
def test_a_property_compared_with_what_it_never_is_is_refused(
    project: Project, condition: str, expected: str
) -> None:
    compare(project, condition)

    assert project.problems() == [f"funnels.yml:9: {expected} Write one without quotes."]


def compare(project: Project, condition: str) -> None:
    """Put a condition on seat-clicked into the funnel."""
    project.write("features/seat.yml", SEAT)
    step = f"{{name: clicked, event: seat-clicked, where: [{{{condition}}}]}}"
    project.edit("funnels.yml", CLICKED, step)
