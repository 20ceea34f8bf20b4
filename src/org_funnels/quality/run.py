"""A run of the checks: what the marts decided, and what Great Expectations found.

What is told of it, and to whom, is decided in `runs.settle`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.quality.context_files import DOCS_FOLDER, FOLDER
from org_funnels.quality.data_docs import INDEX
from org_funnels.quality.day import Day, read_days
from org_funnels.quality.measurement import keep, without_broken
from org_funnels.quality.own_process import in_own_process
from org_funnels.quality.reconciliation_suite import NO_CRITICAL_DAY, suite_name
from org_funnels.quality.schema_drift import find_drift
from org_funnels.quality.suite import DAILY
from org_funnels.quality.suites import measure
from org_funnels.quality.sync import require_synced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from org_funnels.incidents.finding import Finding as Drift
    from org_funnels.quality.findings import Findings
    from org_funnels.warehouse import Warehouse


@dataclass(frozen=True)
class Report:
    """What a run found. `checks` are all that there are: reconciliations, and suites."""

    days: tuple[Day, ...]
    findings: Findings
    contradictions: tuple[str, ...]
    data_docs: Path
    checks: frozenset[str]
    drift: tuple[Drift, ...] = ()

    @property
    def broken(self) -> list[str]:
        """Why the run itself cannot be relied on."""
        return [*self.findings.broken, *self.contradictions]

    @property
    def as_of(self) -> datetime | None:
        """How far the data reaches; None where nothing is reconciled."""
        return self.days[0].as_of if self.days else None


def run_checks(warehouse: Warehouse, project_dir: Path, checkpoint: str = DAILY) -> Report:
    """Read the marts, measure what is too large to be read, then let Great Expectations assert.

    The connection is closed in between, and Great Expectations works in a process of its own: a
    DuckDB file has one user at a time, and it would hold it.
    """
    from org_funnels.quality.address import address
    from org_funnels.quality.validation import validate

    suites = require_synced(project_dir)
    with warehouse:
        days = tuple(read_days(warehouse))
        measurements, broken = measure(warehouse, suites, checkpoint, project_dir)
        keep(warehouse, without_broken(measurements, broken))
        drift = find_drift(warehouse, project_dir)
        url = address(warehouse)
    context = project_dir / FOLDER
    findings = in_own_process(validate, context, url, _run_name(days), checkpoint, broken)
    return Report(
        days,
        findings,
        tuple(_contradictions(days, findings)),
        project_dir / FOLDER / DOCS_FOLDER / INDEX,
        suites.checks,
        drift,
    )


def _run_name(days: Sequence[Day]) -> str:
    """After the data, not after the clock."""
    return f"as_of_{days[0].as_of:%Y%m%dT%H%M%S}" if days else "no_data"


def _contradictions(days: Sequence[Day], findings: Findings) -> list[str]:
    """Great Expectations must count as many critical days as the mart has."""
    critical = [suite_name(day.check_name) for day in days if day.decision == "critical"]
    return [
        f"{item.suite}: Great Expectations counts {item.observed} critical days, and the mart has "
        f"{critical.count(item.suite)}."
        for item in findings.findings
        if item.name == NO_CRITICAL_DAY and item.state != "broken"
        if (item.observed or 0) != critical.count(item.suite)
    ]


def as_json(report: Report) -> dict[str, Any]:
    """For a program to read. No key is in it."""
    return {
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "expectations": {
            "met": len(report.findings.of("met")),
            "failed": len(report.findings.of("failed")),
            "broken": len(report.findings.of("broken")),
        },
        "broken": report.broken,
        "data_docs": str(report.data_docs),
    }
