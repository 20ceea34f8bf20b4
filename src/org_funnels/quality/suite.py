"""A suite of expectations with the rows that it is about, and when it is run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.quality.expectation import Expectation
from org_funnels.quality.measurement import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from org_funnels.quality.check import Check

HOURLY, DAILY = "hourly", "daily"
CHECKPOINTS = (HOURLY, DAILY)


@dataclass(frozen=True)
class Suite:
    """What must hold for the rows of a query.

    The name is also that of its asset, its validation and its file. A daily run holds all suites;
    an hourly one those that are cheap and that somebody waits for.
    """

    name: str
    query: str
    expectations: tuple[Expectation, ...]
    meta: dict[str, str]
    is_hourly: bool = True


def measured_suite(
    name: str, checks: Sequence[Check], meta: dict[str, str], *, is_hourly: bool
) -> Suite:
    """The suite of some checks. A measurement that is not there could not fail, so all must be."""
    measures = {(check.subject, check.measure) for check in checks}
    everything = Expectation(
        "everything_is_measured",
        f"The last run made all of the {len(measures)} measurements that the rest is about.",
        "expect_table_row_count_to_equal",
        {"value": len(measures)},
    )
    expectations = (everything, *(check.expectation() for check in checks))
    return Suite(name, latest(name), expectations, meta, is_hourly)
