"""Random streams, and funnels of every shape: the macros give what the oracle gives, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.python.funnels.difference import report, smallest_difference
from tests.python.funnels.shapes import all_shapes
from tests.python.funnels.streams import batches
from tests.python.funnels.trials import trials

if TYPE_CHECKING:
    from tests.python.funnels.definition import Event
    from tests.python.funnels.engine import Engine

pytestmark = pytest.mark.xdist_group("funnels")

SHAPES = all_shapes()


@pytest.mark.parametrize("name", SHAPES)
@trials
@given(batch=batches())
def test_both_engines_say_what_the_definition_says(
    name: str, batch: list[Event], engines: dict[str, Engine]
) -> None:
    for engine in engines.values():
        difference = smallest_difference(batch, SHAPES[name], engine)

        assert difference is None, report(difference, SHAPES[name], engine)
