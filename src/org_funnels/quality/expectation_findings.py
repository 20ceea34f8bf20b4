"""What Great Expectations found as findings, which incidents are made of.

Expectations that only repeat what the mart decided of a day give none: its day does already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.incidents.finding import CHECK_BROKEN, Finding, Severity
from org_funnels.quality.reconciliation_suite import NO_CRITICAL_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from org_funnels.quality.findings import Finding as Result
    from org_funnels.quality.findings import Findings

# What is lost has no suite.
CHECK_NAME = "expectations"
EXPECTATION_FAILED = "expectation_failed"
RESULTS_LOST = "results_lost"

_OF_DAYS = (
    NO_CRITICAL_DAY,
    "no_warning_day",
    "no_stale_day",
    "enough_events",
    "not_too_many_events",
)

_SEVERITIES: dict[str, Severity] = {
    "critical": "critical",
    "warning": "warning",
    "info": "info",
}


def expectation_findings(results: Findings, contradictions: Iterable[str]) -> tuple[Finding, ...]:
    """A finding for each expectation that failed or did not run, and for results that are lost.

    Those without an owner are the platform's: they assert how the data is built.
    """
    failed = [one for one in results.of("failed") if one.name not in _OF_DAYS]
    return (
        *(_failed(one) for one in failed),
        *(_broken(one) for one in results.of("broken")),
        *(_lost(sentence) for sentence in (*results.broken_guards, *contradictions)),
    )


def subject_of(result: Result) -> str:
    """What an incident of an expectation is about; the table too, where its suite has several."""
    return ".".join(part for part in (result.suite, result.subject, result.name) if part)


def _failed(result: Result) -> Finding:
    return Finding(
        check_name=result.suite,
        subject=subject_of(result),
        reason=EXPECTATION_FAILED,
        severity=_SEVERITIES[result.severity],
        owner=result.owner,
        headline=f"Not met in {result.suite}: {result.description.rstrip('.')}",
        details=(
            *((f"Found: {result.measured}.",) if result.measured else ()),
            "More: Great Expectations' Data Docs of this run.",
        ),
    )


def _broken(result: Result) -> Finding:
    return Finding(
        check_name=result.suite,
        subject=subject_of(result),
        reason=CHECK_BROKEN,
        severity="critical",
        owner="",
        headline=f"Check broken: {result.name} of {result.suite} did not run",
        # not the error itself: a database's may quote a value
        details=("It says nothing about the data. Its error is in Data Docs of this run.",),
    )


def _lost(sentence: str) -> Finding:
    return Finding(
        check_name=CHECK_NAME,
        subject=sentence.partition(":")[0],
        reason=RESULTS_LOST,
        severity="critical",
        owner="",
        headline=f"Check broken: {sentence.rstrip('.')}",
        details=("Run `org-funnels quality sync`, and commit what it writes.",),
    )
