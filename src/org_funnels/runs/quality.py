"""The part of a run that looks at the data, and the one that tells its owners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.incidents.finding import Round
from org_funnels.incidents.memory import read_incidents
from org_funnels.log.tables import EVALUATIONS
from org_funnels.quality import schema_drift, staleness
from org_funnels.quality.evaluations import changed_evaluations, evaluated_checks
from org_funnels.quality.expectation_findings import CHECK_NAME, expectation_findings
from org_funnels.quality.reconciliation_findings import findings_of, judged_of
from org_funnels.quality.run import run_checks
from org_funnels.quality.unchecked import unchecked_incidents
from org_funnels.quality.wording import counted
from org_funnels.runs.exit_code import exit_code
from org_funnels.runs.settle import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from org_funnels.alerts.owners import Routes
    from org_funnels.quality.run import Report
    from org_funnels.runs.journal import StepOutcome
    from org_funnels.runs.place import Place
    from org_funnels.runs.settle import Settlement

    Step = Callable[[str], AbstractContextManager[StepOutcome]]


@dataclass(frozen=True)
class Checked:
    """What was found, and what became of it. No report where nothing could be checked."""

    settlement: Settlement
    report: Report | None = None

    @property
    def exit_code(self) -> int:
        """How the run ends."""
        return exit_code(self.settlement)

    @property
    def as_of(self) -> datetime | None:
        """How far the data reaches, as far as it was looked at."""
        return self.report.as_of if self.report else None


def check(
    place: Place,
    routes: Routes,
    run_id: str,
    step: Step,
    before: Round,
    *,
    checkpoint: str,
) -> Checked:
    """Run the checks and settle what they and the steps before them found."""
    with step("quality") as outcome:
        report = run_checks(place.open(), place.project_dir, checkpoint)
        added = changed_evaluations(place.log, report.days, run_id, place.clock())
        place.log.append({EVALUATIONS: added})
        outcome.row_count = len(report.days)
        outcome.text = _summary(report)
    found = _together(before, _round(report, place))
    return Checked(tell(place, routes, run_id, step, found), report)


def tell(place: Place, routes: Routes, run_id: str, step: Step, found: Round) -> Settlement:
    """Bring the incidents up to what was found, and send what is to be sent."""
    with step("alerts") as outcome:
        settled = settle(place.log, found, routes, run_id, place.clock())
        outcome.row_count = len(settled.sent)
        outcome.text = _told(settled)
        outcome.result = "error" if settled.reached_nobody else "success"
    return settled


def _round(report: Report, place: Place) -> Round:
    """The checks that were evaluated in other runs are examined too: the mart is read whole.

    Of the suites only those that ran are.
    """
    limit = staleness.limit_hours(place.project_dir)
    evaluated = evaluated_checks(place.log)
    checks = {day.check_name for day in report.days} | evaluated
    suites = {finding.suite for finding in report.findings.findings}
    return Round(
        (
            *findings_of(report.days),
            *expectation_findings(report.findings, report.contradictions),
            *report.drift,
            *staleness.staleness(report.as_of, place.clock(), limit),
        ),
        frozenset({*checks, *suites, CHECK_NAME, schema_drift.CHECK_NAME, staleness.CHECK_NAME}),
        judged_of(report.days),
        unchecked_incidents(read_incidents(place.log), evaluated, report),
    )


def _together(first: Round, second: Round) -> Round:
    return Round(
        (*first.findings, *second.findings),
        first.examined | second.examined,
        (*first.judged, *second.judged),
        first.unchecked | second.unchecked,
    )


def _summary(report: Report) -> str:
    met, all_of_them = len(report.findings.of("met")), len(report.findings.findings)
    days = counted(len(report.days), "day", "days")
    return f"{days} judged, {met} of {all_of_them} expectations are met"


def _told(settled: Settlement) -> str:
    undelivered = sum(one.reached_nobody for one in settled.sent)
    parts = (
        counted(len(settled.open_incidents), "open incident", "open incidents"),
        counted(len(settled.sent), "message", "messages"),
        f"{undelivered} reached nobody" if undelivered else "",
    )
    return ", ".join(part for part in parts if part)
