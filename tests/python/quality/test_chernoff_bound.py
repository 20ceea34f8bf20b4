"""The bound in SQL against the exact binomial tail of scipy, on both engines."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from jinja2 import Environment

if TYPE_CHECKING:
    import pytest

    from org_funnels.warehouse import Warehouse

_MACROS = Path(__file__).parents[3] / "macros" / "quality"
_TRIALS = [1, 2, 3, 5, 10, 20, 50, 99, 100, 300, 1000, 3315]
_DRAWN = 1000
_RATES = ["0.999999", "0.99", "0.97", "0.95", "0.9", "0.5", "0.01"]

# The bound is rounded to nine digits before it is rounded up to six.
_ROUNDING = 5e-10


def _macro(name: str, *arguments: str) -> str:
    """A macro that calls no other, as dbt would render it."""
    text = (_MACROS / f"{name}.sql").read_text(encoding="utf-8")
    module = Environment(autoescape=False).from_string(text).module  # noqa: S701  (not HTML)
    rendered: str = getattr(module, name)(*arguments)
    return rendered


def _cases() -> list[tuple[int, int, str]]:
    """Every missing count of small windows, about fifty of large ones, and some of any kind."""
    rng = Random(14)  # noqa: S311  (no secret)
    drawn = [(rng.randint(1, 100_000), rng.randint(1, 999_999)) for _ in range(_DRAWN)]
    return [
        *((rng.randint(0, trials), trials, f"0.{rate:06}") for trials, rate in drawn),
        *_grid(),
    ]


def _grid() -> list[tuple[int, int, str]]:
    return [
        (missing, trials, rate)
        for trials in _TRIALS
        for rate in _RATES
        for missing in sorted({*range(0, trials + 1, max(1, trials // 50)), trials})
    ]


def _bounds(warehouse: Warehouse) -> list[tuple[int, int, Decimal, Decimal]]:
    values = ", ".join(f"({m}, {n}, cast({rate} as numeric(18, 6)))" for m, n, rate in _cases())
    bound = _macro("chernoff_bound", "missing", "trials", "rate")
    return warehouse.rows(
        f"select missing, trials, rate, {bound} from (values {values}) as cases "
        "(missing, trials, rate) order by trials, rate, missing"
    )


def test_14_the_bound_is_never_below_the_exact_tail(warehouse: Warehouse) -> None:
    from scipy.stats import binom  # type: ignore[import-untyped]

    bounds = _bounds(warehouse)

    below = [
        (missing, trials, rate, bound)
        for missing, trials, rate, bound in bounds
        if float(bound) < binom.sf(missing - 1, trials, float(1 - rate)) - _ROUNDING
    ]
    assert len(bounds) > 3500
    assert below == []


def test_the_bound_is_a_probability_and_falls_as_more_are_missing(warehouse: Warehouse) -> None:
    bounds = _bounds(warehouse)

    assert all(Decimal(0) <= bound <= 1 for *_, bound in bounds)
    rising = [
        (before, after)
        for before, after in pairwise(bounds)
        if before[1:3] == after[1:3] and before[3] < after[3]
    ]
    assert rising == []


def test_both_engines_store_the_same_bounds(request: pytest.FixtureRequest) -> None:
    postgres = _bounds(request.getfixturevalue("postgres_warehouse"))
    duckdb = _bounds(request.getfixturevalue("duckdb_warehouse"))

    assert postgres == duckdb
