"""What Great Expectations found, as values that need no Great Expectations to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["met", "failed", "broken"]


@dataclass(frozen=True)
class Finding:
    """One expectation's result. Broken is apart from failed: it says nothing about the data.

    subject and owner: the table that it is about and who answers for it, where its suite is about
    several. measured: what was found there, in a few words.
    """

    suite: str
    name: str
    description: str
    severity: str
    state: State
    observed: Any = None
    error: str | None = None
    subject: str = ""
    owner: str = ""
    measured: str = ""


@dataclass(frozen=True)
class Findings:
    """The results of a checkpoint."""

    findings: tuple[Finding, ...]
    broken_guards: tuple[str, ...] = field(default=())

    def of(self, state: State) -> list[Finding]:
        """Those in that state."""
        return [finding for finding in self.findings if finding.state == state]

    @property
    def broken(self) -> list[str]:
        """Why the results cannot be relied on, in sentences; empty when they can."""
        return [
            *self.broken_guards,
            *(f"{item.suite}: {item.name} did not run: {item.error}" for item in self.of("broken")),
        ]

    @property
    def is_critical(self) -> bool:
        """Whether something is wrong with the data that somebody must look at now."""
        return any(finding.severity == "critical" for finding in self.of("failed"))
