"""How many random batches each test tries: one, the same each time, or FUNNEL_TRIALS others."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, Verbosity, settings

_COUNT = int(os.environ.get("FUNNEL_TRIALS", "0"))

trials = settings(
    max_examples=max(1, _COUNT),
    derandomize=_COUNT == 0,
    # A failing batch is made small by `difference`, which knows what a stream is.
    phases=[Phase.generate],
    verbosity=Verbosity.quiet,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
