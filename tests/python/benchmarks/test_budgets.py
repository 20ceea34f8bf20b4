from __future__ import annotations

import pytest

from benchmarks.budget import Budget, Lead
from benchmarks.race import Timing

_ONE = Timing((0.9, 1.0, 5.0), 10)
_TWO = Timing((2.0,), 10)
_NEVER = Timing((), 10)


@pytest.mark.parametrize(
    ("timed", "at_most", "verdict"),
    [(_TWO, 2, "met"), (_TWO, 1.9, "not met"), (_NEVER, 9, "not met"), (None, 9, "not measured")],
)
def test_a_budget_is_met_by_medians_and_never_by_what_did_not_finish(
    timed: Timing | None, at_most: float, verdict: str
) -> None:
    timings = {"other": _ONE} | ({"timed": timed} if timed else {})

    assert Budget("timed", "other", at_most).verdict(timings) == verdict


@pytest.mark.parametrize(
    ("other", "at_least", "verdict"),
    [(_TWO, 2, "met"), (_TWO, 2.1, "not met"), (_NEVER, 99, "met"), (None, 1, "not measured")],
)
def test_a_lead_is_kept_over_what_takes_long_enough_or_does_not_finish(
    other: Timing | None, at_least: float, verdict: str
) -> None:
    timings = {"timed": _ONE} | ({"other": other} if other else {})

    assert Lead("timed", "other", at_least).verdict(timings) == verdict
