"""Random streams, and funnels of every shape: the macros give what the oracle gives, row by row.

Each funnel of `shapes.py` gets its own streams. FUNNEL_TRIALS=20 tries twenty times as many, and
others each time.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, assume, given, settings
from tests.python.funnels.difference import report, smallest_difference
from tests.python.funnels.shapes import all_shapes
from tests.python.funnels.streams import batches

if TYPE_CHECKING:
    from tests.python.funnels.definition import Event
    from tests.python.funnels.engine import Engine

pytestmark = pytest.mark.xdist_group("funnels")

SHAPES = all_shapes()
TIMES_AS_MANY = int(os.environ.get("FUNNEL_TRIALS", "0"))

trials = settings(
    max_examples=max(1, TIMES_AS_MANY),
    derandomize=TIMES_AS_MANY == 0,
    # A failing batch is made small by `difference`, which knows what a stream is.
    phases=[Phase.generate],
    verbosity=Verbosity.quiet,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)


@pytest.mark.parametrize("name", SHAPES)
@trials
@given(batch=batches())
def test_both_engines_say_what_the_definition_says(
    name: str, batch: list[Event], engines: dict[str, Engine]
) -> None:
    # hypothesis begins with the simplest that there is: one event, over and over, at one time
    assume(len({event.occurred_at for event in batch}) > 1)

    for engine in engines.values():
        difference = smallest_difference(batch, SHAPES[name], engine)

        assert difference is None, report(difference, SHAPES[name], engine)
