"""All suites of a project, and what one of its checkpoints runs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from org_funnels.quality.mart_measuring import measure_marts
from org_funnels.quality.mart_tests import (
    MartTest,
    mart_checks,
    mart_suite_name,
    read_mart_tests,
)
from org_funnels.quality.raw_checks import raw_checks, raw_suite_name
from org_funnels.quality.raw_measuring import measure_raw
from org_funnels.quality.reconciliation_suite import reconciliation_suite
from org_funnels.quality.suite import HOURLY, Suite, measured_suite
from org_funnels.tracking_plan import load_plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from org_funnels.quality.measurement import Broken, Measurement
    from org_funnels.tracking_plan.plan import TrackingPlan
    from org_funnels.warehouse import Warehouse


@dataclass(frozen=True)
class Suites:
    """The suites of a project, and what they were made from."""

    plan: TrackingPlan
    mart_tests: tuple[MartTest, ...]

    def all(self) -> list[Suite]:
        """Reconciliations first: what they find is what people wait for."""
        return [
            *(
                reconciliation_suite(
                    name,
                    check.event.name,
                    has_keys=check.match != "count",
                    surplus_percent=100 * (check.limits.duplicates + check.limits.orphans),
                )
                for name, check in self.plan.reconciliations.items()
            ),
            *(_raw_suite(self.plan, source) for source in self.plan.settings.sources),
            *_mart_suites(self.mart_tests),
        ]

    @property
    def checks(self) -> frozenset[str]:
        """The names of the reconciliations and of all suites: what a finding can be about."""
        return frozenset({*self.plan.reconciliations, *(suite.name for suite in self.all())})

    def of(self, checkpoint: str) -> list[Suite]:
        """Those that a checkpoint runs."""
        return [suite for suite in self.all() if suite.is_hourly or checkpoint != HOURLY]


def read_suites(project_dir: Path) -> Suites:
    """What the tracking plan and the marts' YAML say must hold."""
    return Suites(load_plan(project_dir), tuple(read_mart_tests(project_dir)))


def measure(
    warehouse: Warehouse, suites: Suites, checkpoint: str, project_dir: Path
) -> tuple[list[Measurement], list[Broken]]:
    """What the suites of a checkpoint are about, as far as it has to be measured first."""
    measurements, broken = measure_raw(warehouse, suites.plan, project_dir)
    if checkpoint != HOURLY:
        of_marts, broken_marts = measure_marts(warehouse, suites.mart_tests, project_dir)
        return [*measurements, *of_marts], [*broken, *broken_marts]
    return measurements, broken


def _raw_suite(plan: TrackingPlan, source: str) -> Suite:
    return measured_suite(
        raw_suite_name(source), raw_checks(plan, source), {"source": source}, is_hourly=True
    )


def _mart_suites(tests: Iterable[MartTest]) -> Iterable[Suite]:
    for folder, of_folder in groupby(tests, key=lambda test: test.folder):
        checks = mart_checks(of_folder)
        yield measured_suite(mart_suite_name(folder), checks, {"folder": folder}, is_hourly=False)
