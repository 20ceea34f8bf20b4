"""An incident as it stands, and what was said about it last."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from org_funnels.incidents.finding import Finding, Key, Severity, worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

# The check of an incident that is about everything that one source sends.
SOURCE_CHECK = "source"
SOURCE_SILENT = "source_silent"

Resolution = Literal["healed", "good_again", "gone", "unchecked", "merged"]
Kind = Literal["opened", "worse", "digest", "resolved", "past"]

_ID_LENGTH = 8


@dataclass(frozen=True)
class Part:
    """One finding that belongs to an incident, as it was when it was last wrong."""

    key: Key
    severity: Severity
    missing_count: int


@dataclass(frozen=True)
class Incident:
    """Trouble with one beginning and one end.

    parts: every finding that ever belonged to it; of those, `missing_count` counts what is missing
    now, or was when it ended. severity: the worst so far. is_hushed: it ended while it was muted.
    """

    incident_id: str
    check_name: str
    subject: str
    reason: str
    owner: str
    source: str | None
    opened_at: datetime
    parts: tuple[Part, ...]
    severity: Severity
    missing_count: int
    headline: str
    details: tuple[str, ...]
    resolved_at: datetime | None = None
    resolution: Resolution | None = None
    resolution_text: str = ""
    is_hushed: bool = False

    @property
    def is_open(self) -> bool:
        """It is not over."""
        return self.resolved_at is None

    @property
    def windows(self) -> tuple[date, ...]:
        """Its days in order, each once; none where it is about no day."""
        return tuple(sorted({part.key.window for part in self.parts if part.key.window}))

    @property
    def checks(self) -> frozenset[str]:
        """The checks that it is about."""
        return frozenset(part.key.check_name for part in self.parts)


@dataclass(frozen=True)
class Told:
    """The last message about an incident that reached anybody."""

    kind: Kind
    number: int
    severity: Severity
    missing_count: int
    at: datetime


def open_incident(findings: Sequence[Finding], now: datetime) -> Incident:
    """The incident that these findings of one kind begin."""
    lead = leading(findings)
    return Incident(
        incident_id=_identity(lead.check_name, lead.subject, lead.reason, findings, now),
        check_name=lead.check_name,
        subject=lead.subject,
        reason=lead.reason,
        owner=lead.owner,
        source=lead.source,
        opened_at=now,
        parts=parts_of(findings),
        severity=worst(finding.severity for finding in findings),
        missing_count=sum(finding.missing_count for finding in findings),
        headline=lead.headline,
        details=lead.details,
    )


def open_source_incident(
    source: str, findings: Sequence[Finding], owner: str, now: datetime
) -> Incident:
    """The incident of a whole source, from what is wrong with all that it sends."""
    return Incident(
        incident_id=_identity(SOURCE_CHECK, source, SOURCE_SILENT, findings, now),
        check_name=SOURCE_CHECK,
        subject=source,
        reason=SOURCE_SILENT,
        owner=owner,
        source=source,
        opened_at=now,
        parts=parts_of(findings),
        severity=worst(finding.severity for finding in findings),
        missing_count=sum(finding.missing_count for finding in findings),
        headline="",
        details=(),
    )


def leading(findings: Iterable[Finding]) -> Finding:
    """The one to show: the worst, and of equals that of the newest day."""
    return max(findings, key=_prominence)


def parts_of(findings: Iterable[Finding]) -> tuple[Part, ...]:
    """The findings as an incident keeps them, in the order of their days."""
    parts = (Part(item.key, item.severity, item.missing_count) for item in findings)
    return in_order(parts)


def in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    """By day, then by name; what is about no day comes first."""
    return tuple(sorted(parts, key=lambda part: _order(part.key)))


def _prominence(finding: Finding) -> tuple[bool, bool, int, str, str, str]:
    """Comparable whatever it is about; equals go by their names, so that runs agree."""
    day = finding.window.isoformat() if finding.window else ""
    return (
        finding.severity == "critical",
        finding.severity == "warning",
        finding.source_is_silent,
        day,
        finding.check_name,
        finding.subject,
    )


def _order(key: Key) -> tuple[str, str, str, str]:
    day = key.window.isoformat() if key.window else ""
    return (day, key.check_name, key.subject, key.reason)


def _identity(
    check_name: str, subject: str, reason: str, findings: Iterable[Finding], now: datetime
) -> str:
    """A short name that no other incident has: nothing else of that kind opens then and there."""
    first = min(_order(finding.key) for finding in findings)
    text = "|".join((check_name, subject, reason, *first, now.isoformat()))
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]
