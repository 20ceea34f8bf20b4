"""Incidents that nobody will ever look at again, because their check is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.quality.expectation_findings import subject_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from org_funnels.incidents.incident import Incident
    from org_funnels.quality.findings import Finding as Result
    from org_funnels.quality.run import Report


def unchecked_incidents(
    incidents: Iterable[Incident], evaluated: Collection[str], report: Report
) -> frozenset[str]:
    """The ids of open incidents of reconciliations, suites and expectations that there are no more.

    evaluated: every reconciliation that ever was. What other checks found is not for us to end.
    """
    results = report.findings.findings
    return frozenset(
        one.incident_id
        for one in incidents
        if one.is_open
        and (
            _is_of_dropped_checks(one, evaluated, report.checks)
            or (_is_of_a_suite(one) and _is_of_a_dropped_expectation(one, report.checks, results))
        )
    )


def _is_of_dropped_checks(
    incident: Incident, evaluated: Collection[str], checks: Collection[str]
) -> bool:
    """One of a whole source is, when all of its checks are."""
    return all(name in evaluated and name not in checks for name in incident.checks)


def _is_of_a_suite(incident: Incident) -> bool:
    """Only an expectation's subject begins with its check."""
    return incident.subject.startswith(f"{incident.check_name}.")


def _is_of_a_dropped_expectation(
    incident: Incident, checks: Collection[str], results: Iterable[Result]
) -> bool:
    """Its suite is no more, or ran without it."""
    if incident.check_name not in checks:
        return True
    ran = {subject_of(one) for one in results if one.suite == incident.check_name}
    return bool(ran) and incident.subject not in ran
