"""A run of the checks: what the marts decided, what Great Expectations found, what to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.quality.alert import Alert, choose_alerts
from org_funnels.quality.context_files import DOCS_FOLDER, FOLDER
from org_funnels.quality.data_docs import INDEX
from org_funnels.quality.day import Day, read_days
from org_funnels.quality.measurement import keep, without_broken
from org_funnels.quality.reconciliation_suite import NO_CRITICAL_DAY, suite_name
from org_funnels.quality.suite import DAILY
from org_funnels.quality.suites import measure
from org_funnels.quality.sync import require_synced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from org_funnels.quality.findings import Findings
    from org_funnels.warehouse import Warehouse

FINE, BAD_DATA, BROKEN = 0, 1, 3


@dataclass(frozen=True)
class Report:
    """What a run found."""

    days: tuple[Day, ...]
    alerts: tuple[Alert, ...]
    findings: Findings
    contradictions: tuple[str, ...]
    data_docs: Path

    @property
    def broken(self) -> list[str]:
        """Why the run itself cannot be relied on."""
        return [*self.findings.broken, *self.contradictions]

    @property
    def exit_code(self) -> int:
        """Bad data is said even where checks are broken: what was found stands."""
        if any(alert.severity == "critical" for alert in self.alerts) or self.findings.is_critical:
            return BAD_DATA
        return BROKEN if self.broken else FINE


def run_checks(warehouse: Warehouse, project_dir: Path, checkpoint: str = DAILY) -> Report:
    """Read the marts, measure what is too large to be read, then let Great Expectations assert.

    The connection is closed in between: a DuckDB file has one user at a time.
    """
    from org_funnels.quality.address import address
    from org_funnels.quality.validation import validate

    suites = require_synced(project_dir)
    with warehouse:
        days = tuple(read_days(warehouse))
        measurements, broken = measure(warehouse, suites, checkpoint, project_dir)
        keep(warehouse, without_broken(measurements, broken))
        url, schema = address(warehouse), warehouse.schema
    findings = validate(project_dir / FOLDER, url, _run_name(days), checkpoint, broken)
    return Report(
        days,
        tuple(choose_alerts(days, schema)),
        findings,
        tuple(_contradictions(days, findings)),
        project_dir / FOLDER / DOCS_FOLDER / INDEX,
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
        "exit_code": report.exit_code,
        "as_of": report.days[0].as_of.isoformat() if report.days else None,
        "alerts": [_alert_json(alert) for alert in report.alerts],
        "expectations": {
            "met": len(report.findings.of("met")),
            "failed": len(report.findings.of("failed")),
            "broken": len(report.findings.of("broken")),
        },
        "broken": report.broken,
        "data_docs": str(report.data_docs),
    }


def _alert_json(alert: Alert) -> dict[str, Any]:
    return {
        "check_name": alert.check_name,
        "severity": alert.severity,
        "owner": alert.owner,
        "text": alert.text,
        "days": [_day_json(day) for day in alert.days],
    }


def _day_json(day: Day) -> dict[str, Any]:
    return {
        "window_date": day.window_date.isoformat(),
        "decision_reason": day.decision_reason,
        "production_count": day.production_count,
        "matched_count": day.matched_count,
        "missing_count": day.missing_count,
        "duplicate_count": day.duplicate_count,
        "orphan_count": day.orphan_count,
        "excluded_count": day.excluded_count,
        "top_dimension": day.top_dimension,
        "top_value": day.top_value,
        "top_missing_count": day.top_missing_count,
        "top_production_count": day.top_production_count,
    }
